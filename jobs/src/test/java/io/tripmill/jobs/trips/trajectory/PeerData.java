package io.tripmill.jobs.trips.trajectory;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** Points and a peer's answers, as CSV files with a header. */
final class PeerData {
    private PeerData() {}

    /** The lines of a file after its header. */
    static List<Row> rows(Path csv) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(csv), StandardCharsets.UTF_8))) {
            List<String> header = List.of(lines.readLine().split(",", -1));
            List<Row> rows = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] values = line.split(",", -1);
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 0; i < values.length; i++) {
                    row.put(header.get(i), values[i]);
                }
                rows.add(new Row(row));
            }
            return rows;
        }
    }

    private static InputStream open(Path csv) throws IOException {
        InputStream bytes = Files.newInputStream(csv);
        return csv.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    }

    /** The distinct points of a file by device, in the order of time and, of equal times, of the file. */
    static Map<String, List<Fix>> fixes(Path csv) throws IOException {
        Map<String, List<Fix>> byDevice = new LinkedHashMap<>();
        Set<List<Object>> seen = new HashSet<>();
        for (Row row : rows(csv)) {
            Fix fix = new Fix(us(row.get("ts")), row.number("lat"), row.number("lon"));
            if (seen.add(List.of(row.get("id"), fix))) {
                byDevice.computeIfAbsent(row.get("id"), id -> new ArrayList<>()).add(fix);
            }
        }
        byDevice.values().forEach(fixes -> fixes.sort(Comparator.comparingLong(Fix::timestampUs)));
        return byDevice;
    }

    static Recorded sessionized(TrajectoryOptions options, Map<String, List<Fix>> fixes) {
        Recorded recorded = new Recorded();
        fixes.forEach((device, line) -> {
            DeviceTimeline timeline = new DeviceTimeline(options, "peer", device, recorded);
            line.forEach(fix ->
                    timeline.ping(fix.timestampUs(), fix.lat(), fix.lng(), Attributes.NONE, DeviceTimeline.NO_BATTERY));
            timeline.end();
        });
        return recorded;
    }

    static long us(String instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
    }

    static String iso(long epochUs) {
        return Instant.EPOCH.plus(epochUs, ChronoUnit.MICROS).toString();
    }

    /** A line of a file, its texts by column. */
    record Row(Map<String, String> texts) {
        String get(String column) {
            return requireNonNull(texts.get(column), column);
        }

        double number(String column) {
            return Double.parseDouble(get(column));
        }
    }

    record Fix(long timestampUs, double lat, double lng) {}
}
