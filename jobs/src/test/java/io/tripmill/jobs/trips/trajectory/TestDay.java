package io.tripmill.jobs.trips.trajectory;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Time lines as text tables. The columns, in any order: {@code at}, a time of day on 2026-03-01 or a full instant; {@code north_m},
 * metres north of 35 N 139 E, or {@code lat} and {@code lng}; and, a hyphen meaning null, {@code vehicle_id}, {@code type},
 * {@code mode}, {@code trips} and {@code cancels} with commas, {@code battery}, {@code state}.
 */
final class TestDay {
    static final double METRES_PER_DEGREE = 111_195.0802335329;

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final String NULL = "-";

    private TestDay() {}

    /** What the default options make of a time line. */
    static Recorded timeline(String table) {
        return timeline(TrajectoryOptions.defaults(), table);
    }

    static Recorded timeline(TrajectoryOptions options, String table) {
        Recorded recorded = new Recorded();
        DeviceTimeline timeline = new DeviceTimeline(options, "acme", "bus-7", recorded);
        List<String> lines = table.lines().filter(line -> !line.isBlank()).toList();
        String[] header = cells(lines.get(0));
        for (String line : lines.subList(1, lines.size())) {
            Map<String, String> ping = new LinkedHashMap<>();
            String[] cells = cells(line);
            for (int i = 0; i < header.length; i++) {
                ping.put(header[i], cells[i]);
            }
            add(timeline, ping);
        }
        timeline.end();
        return recorded;
    }

    /** Microseconds of a time of day on the test day, or of a full instant. */
    static long us(String at) {
        Instant instant = at.contains("T")
                ? Instant.parse(at)
                : DAY.atTime(LocalTime.parse(at)).toInstant(ZoneOffset.UTC);
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    static String show(long us) {
        Instant instant = Instant.EPOCH.plus(us, ChronoUnit.MICROS);
        return instant.toString().startsWith(DAY + "T")
                ? instant.atOffset(ZoneOffset.UTC).toLocalTime().toString()
                : instant.toString();
    }

    static double lat(double northM) {
        return 35 + northM / METRES_PER_DEGREE;
    }

    private static void add(DeviceTimeline timeline, Map<String, String> ping) {
        String northM = ping.get("north_m");
        double lat = northM != null ? lat(Double.parseDouble(northM)) : Double.parseDouble(cell(ping, "lat"));
        double lng = northM != null ? 139 : Double.parseDouble(cell(ping, "lng"));
        String battery = cell(ping, "battery");
        timeline.ping(
                us(cell(ping, "at")),
                lat,
                lng,
                attributes(ping),
                battery.equals(NULL) ? DeviceTimeline.NO_BATTERY : Integer.parseInt(battery));
    }

    private static Attributes attributes(Map<String, String> ping) {
        String vehicleId = cell(ping, "vehicle_id");
        String type = cell(ping, "type");
        String mode = cell(ping, "mode");
        String trips = cell(ping, "trips");
        String state = cell(ping, "state");
        return new Attributes(
                vehicleId.equals(NULL) ? null : vehicleId,
                type.equals(NULL) ? null : type,
                mode.equals(NULL) ? null : mode,
                texts(trips),
                state.equals(NULL) ? null : state,
                texts(cell(ping, "cancels")));
    }

    private static List<String> texts(String cell) {
        return cell.equals(NULL) ? List.of() : List.of(cell.split(",", -1));
    }

    private static String cell(Map<String, String> ping, String column) {
        return ping.getOrDefault(column, NULL);
    }

    private static String[] cells(String line) {
        String[] cells = line.split("\\|", -1);
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cells[i].strip();
        }
        return cells;
    }
}
