package io.tripmill.jobs.trips.trajectory;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a set of options: the first 8 bytes, in hexadecimal, of SHA-256 over its canonical text in UTF-8. The text is a
 * line {@code name=value} for each option that affects results, in a fixed order; numbers are written as {@link Double#toString},
 * durations in microseconds, and the selectors of profiles and the states of trips with their length, so that no value can be read
 * as another line. An option that came later has no line while it has no effect: rows made before it keep their hash.
 */
final class ParamsHash {
    private static final int BYTES = 8;

    private ParamsHash() {}

    static String of(TrajectoryOptions options) {
        byte[] digest = Sha256.create().digest(canonicalLines(options).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, BYTES);
    }

    static String canonicalLines(TrajectoryOptions options) {
        StringBuilder lines = new StringBuilder();
        line(lines, "preset", options.preset().name());
        line(lines, "session_gap_us", Micros.of(options.sessionGap()));
        // UTC, Etc/UTC and Z are one zone.
        line(lines, "zone", options.calendar().zone().normalized().getId());
        line(lines, "service_day_start_ns", options.calendar().dayStart().toNanoOfDay());
        thresholds(lines, "", options.thresholds());
        List<Profile> profiles = options.profiles();
        for (int i = 0; i < profiles.size(); i++) {
            String prefix = "profiles[" + i + "].";
            selector(lines, prefix + "vehicle_type", profiles.get(i).vehicleType());
            selector(lines, prefix + "mode", profiles.get(i).mode());
            thresholds(lines, prefix, profiles.get(i).thresholds());
        }
        List<String> tripStates = options.tripStates();
        for (int i = 0; i < tripStates.size(); i++) {
            selector(lines, "trip_states[" + i + "]", tripStates.get(i));
        }
        options.tripMaxSilence().ifPresent(silence -> line(lines, "trip_max_silence_us", Micros.of(silence)));
        return lines.toString();
    }

    private static void thresholds(StringBuilder lines, String prefix, Thresholds thresholds) {
        line(lines, prefix + "stay_radius_m", thresholds.stayRadiusM());
        line(lines, prefix + "stay_min_duration_us", Micros.of(thresholds.stayMinDuration()));
        line(lines, prefix + "trip_stay_min_duration_us", Micros.of(thresholds.tripStayMinDuration()));
        line(lines, prefix + "max_speed_kmh", thresholds.maxSpeedKmh());
    }

    private static void selector(StringBuilder lines, String name, @Nullable String value) {
        if (value != null) {
            line(lines, name, value.length() + ":" + value);
        }
    }

    private static void line(StringBuilder lines, String name, Object value) {
        lines.append(name).append('=').append(value).append('\n');
    }
}
