package io.tripmill.jobs.usage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * An API key, as far as it may be told. The gateway finds a key's limits by the same id, so the id has no secret of its own; that it
 * does not give the key away rests on the key being random and long.
 */
record ApiKey(String text) {
    /** Of 128 random bits written as 32 digits this leaves 112; of a shorter key 4 characters would be too many. */
    private static final int SHORTEST_TOLD = 16;

    private static final int TOLD = 4;
    private static final int ID_BYTES = 16;

    /** The first 128 bits of its SHA-256, hex. */
    String id() {
        return digest(text);
    }

    /** Its last four characters; empty if it has fewer than sixteen. */
    Optional<String> end() {
        return text.length() < SHORTEST_TOLD ? Optional.empty() : Optional.of(text.substring(text.length() - TOLD));
    }

    /** 128 bits, hex, of the SHA-256 of the parts; where one ends is part of it. */
    static String digest(String first, String... more) {
        MessageDigest sha256 = sha256();
        byte[] bytes = first.getBytes(StandardCharsets.UTF_8);
        if (more.length == 0) {
            return shortened(sha256.digest(bytes));
        }
        addTo(sha256, bytes);
        for (String part : more) {
            addTo(sha256, part.getBytes(StandardCharsets.UTF_8));
        }
        return shortened(sha256.digest());
    }

    private static void addTo(MessageDigest sha256, byte[] part) {
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        sha256.update(part);
    }

    private static String shortened(byte[] digest) {
        return HexFormat.of().formatHex(Arrays.copyOf(digest, ID_BYTES));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "key " + id();
    }
}
