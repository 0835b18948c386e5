package io.tripmill.jobs.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Location;
import io.tripmill.job.RunFailure;
import io.tripmill.run.Storage;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Shows a consumer whether a delivery is whole: every file that its manifest names, by its bytes. Needs no lake and no Spark. */
final class VerifyCommand {
    static final String NAME = "verify";

    private final Storage storage;
    private final PrintStream out;

    VerifyCommand(Storage storage, PrintStream out) {
        this.storage = storage;
        this.out = out;
    }

    /**
     * Verifies a delivery.
     *
     * @param text the URI or path of its manifest
     * @throws RunFailure with every difference
     */
    void verify(String text) {
        Location place = Location.of(text);
        JsonNode manifest = manifest(place);
        List<String> differences = new ArrayList<>();
        for (JsonNode file : manifest.path("files")) {
            difference(place, file).ifPresent(differences::add);
        }
        if (!differences.isEmpty()) {
            throw new RunFailure(
                    ErrorCode.NOT_AS_DELIVERED,
                    "The delivery is not what '" + place + "' says: " + String.join("; ", differences) + ".",
                    "Fetch it again; if it stays so, ask whoever delivers it.");
        }
        for (JsonNode file : manifest.path("files")) {
            out.println(file.path("path").asText() + ": " + file.path("rows").asLong() + " rows, "
                    + file.path("bytes").asLong() + " bytes, as delivered to "
                    + manifest.path("consumer").asText() + " (issue "
                    + manifest.path("issue").asLong() + ")");
        }
    }

    private JsonNode manifest(Location place) {
        String json = storage.read(place)
                .orElseThrow(() -> new RunFailure(
                        ErrorCode.INPUT_MISSING,
                        "There is no manifest '" + place + "'.",
                        "Check its spelling; a delivery without one is not complete yet."));
        try {
            JsonNode manifest = new ObjectMapper().readTree(json);
            if (manifest.path("files").isArray() && !manifest.path("files").isEmpty()) {
                return manifest;
            }
        } catch (JsonProcessingException e) {
            throw unreadable(place, e);
        }
        throw unreadable(place, null);
    }

    private static RunFailure unreadable(Location place, @org.jspecify.annotations.Nullable Exception cause) {
        return new RunFailure(
                ErrorCode.NOT_AS_DELIVERED,
                "'" + place + "' is no manifest: it is not JSON that names files.",
                "Name the manifest.json of a delivery.",
                cause);
    }

    private Optional<String> difference(Location manifest, JsonNode file) {
        String name = file.path("path").asText();
        if (name.isEmpty() || name.contains("/") || name.contains("\\") || name.equals("..")) {
            return Optional.of("'" + name + "' is no name of a file beside the manifest");
        }
        String folder = manifest.uri().substring(0, manifest.uri().lastIndexOf('/'));
        Optional<byte[]> bytes = storage.readBytes(new Location(folder + "/" + name));
        if (bytes.isEmpty()) {
            return Optional.of(name + " is missing");
        }
        long expected = file.path("bytes").asLong(-1);
        if (bytes.get().length != expected) {
            return Optional.of(name + " has " + bytes.get().length + " bytes, not " + expected);
        }
        boolean isSame = sha256(bytes.get()).equals(file.path("sha256").asText());
        boolean hasItsRows = !name.endsWith(".csv")
                || csvRows(bytes.get()) == file.path("rows").asLong(-1);
        if (!isSame) {
            return Optional.of(name + " has other contents (SHA-256)");
        }
        return hasItsRows ? Optional.empty() : Optional.of(name + " has another number of rows");
    }

    /** Records of RFC 4180 without the header: line ends outside quotes. */
    private static long csvRows(byte[] csv) {
        long lines = 0;
        boolean isQuoted = false;
        for (char c : new String(csv, StandardCharsets.UTF_8).toCharArray()) {
            isQuoted ^= c == '"';
            lines += c == '\n' && !isQuoted ? 1 : 0;
        }
        return lines - 1;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
