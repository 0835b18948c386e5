package io.tripmill.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.job.Args;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.LakeParams;
import io.tripmill.job.LakeProperties;
import io.tripmill.job.LakeProperties.Deduplicate;
import io.tripmill.job.Location;
import io.tripmill.job.Param;
import io.tripmill.job.RunFailure;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The properties of a lake, in {@code <lake>/control/lake.json}. */
final class LakeBook {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Storage storage;
    private final Location lake;
    private final Location file;

    LakeBook(Storage storage, Layout layout) {
        this.storage = storage;
        this.lake = layout.root();
        this.file = layout.control("lake.json");
    }

    /** The properties of a lake that must be there. */
    LakeProperties open() {
        return read().orElseThrow(() -> new RunFailure(
                ErrorCode.INPUT_MISSING,
                "There is no lake at '" + lake + "'.",
                "Check --lake, or run ingest-pings first: it makes the lake."));
    }

    /** The properties of the lake, which is made if it is not there; an argument that differs from a stored property is refused. */
    LakeProperties openOrMake(Args args) {
        LakeProperties wanted = new LakeProperties(
                args.find(LakeParams.ZONE).orElse(LakeParams.DEFAULTS.zone()),
                args.find(LakeParams.SERVICE_DAY_START).orElse(LakeParams.DEFAULTS.serviceDayStart()),
                args.find(LakeParams.DEDUPLICATE).orElse(LakeParams.DEFAULTS.deduplicate()),
                args.find(LakeParams.HORIZON));
        if (read().isEmpty()) {
            storage.write(file, write(wanted));
        }
        LakeProperties stored = open();
        refuseDifferences(args, stored);
        return stored;
    }

    /** Moves the horizon forward; a lake that has it there already is left alone. */
    void moveHorizon(LocalDate horizon) {
        LakeProperties stored = open();
        if (stored.horizon().filter(date -> !date.isBefore(horizon)).isEmpty()) {
            storage.write(
                    file,
                    write(new LakeProperties(
                            stored.zone(), stored.serviceDayStart(), stored.deduplicate(), Optional.of(horizon))));
        }
    }

    private void refuseDifferences(Args args, LakeProperties stored) {
        List<String> differences = new ArrayList<>();
        differences.addAll(difference(args, LakeParams.ZONE, Optional.of(stored.zone())));
        differences.addAll(difference(args, LakeParams.SERVICE_DAY_START, Optional.of(stored.serviceDayStart())));
        differences.addAll(difference(args, LakeParams.DEDUPLICATE, Optional.of(stored.deduplicate())));
        differences.addAll(difference(args, LakeParams.HORIZON, stored.horizon()));
        if (!differences.isEmpty()) {
            throw new RunFailure(
                    ErrorCode.LAKE_DIFFERS,
                    "The lake at '" + lake + "' has " + String.join(", ", differences) + ".",
                    "Leave the argument out, or make another lake.");
        }
    }

    private static <T> List<String> difference(Args args, Param<T> param, Optional<T> stored) {
        Optional<T> given = args.find(param);
        if (given.isEmpty() || given.equals(stored)) {
            return List.of();
        }
        String kept = stored.map(param::write).orElse("none");
        return List.of(param.name() + " " + kept + ", not " + param.write(given.get()));
    }

    private Optional<LakeProperties> read() {
        return storage.read(file).map(this::parse);
    }

    private LakeProperties parse(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            int version = json.path("format_version").asInt(-1);
            if (version > LakeProperties.FORMAT_VERSION) {
                throw new RunFailure(
                        ErrorCode.LAKE_FORMAT,
                        "The lake at '" + lake + "' has format version " + version + ", and this Tripmill knows up to "
                                + LakeProperties.FORMAT_VERSION + ".",
                        "Run with the newer Tripmill that wrote it.");
            }
            if (version < 1) {
                throw damaged("it has no format_version.", null);
            }
            return new LakeProperties(
                    ZoneId.of(json.path("zone").asText()),
                    LocalTime.parse(json.path("service_day_start").asText()),
                    Deduplicate.valueOf(json.path("deduplicate").asText().toUpperCase(Locale.ROOT)),
                    json.hasNonNull("horizon")
                            ? Optional.of(LocalDate.parse(json.path("horizon").asText()))
                            : Optional.empty());
        } catch (com.fasterxml.jackson.core.JsonProcessingException
                | java.time.DateTimeException
                | IllegalArgumentException e) {
            throw damaged(Causes.sentence(e), e);
        }
    }

    private RunFailure damaged(String what, @org.jspecify.annotations.Nullable Exception cause) {
        return new RunFailure(
                ErrorCode.LAKE_FORMAT,
                "'" + file + "' is damaged: " + what,
                "Restore it: it holds format_version, zone, service_day_start, deduplicate and horizon.",
                cause);
    }

    private static String write(LakeProperties properties) {
        ObjectNode json = JSON.createObjectNode()
                .put("format_version", LakeProperties.FORMAT_VERSION)
                .put("zone", properties.zone().getId())
                .put("service_day_start", properties.serviceDayStart().toString())
                .put("deduplicate", properties.deduplicate().name().toLowerCase(Locale.ROOT));
        properties
                .horizon()
                .ifPresentOrElse(date -> json.put("horizon", date.toString()), () -> json.putNull("horizon"));
        return json.toPrettyString() + "\n";
    }
}
