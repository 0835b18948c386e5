package io.tripmill.jobs.trips.trajectory;

import io.tripmill.geo.Point;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps whatever a time line hands on, and shows it as text: the asked columns of each row, under the names of the tables. Times
 * of the test day are shown as times of day, numbers with three decimals at most, null as a hyphen.
 */
final class Recorded implements Movements {
    final List<SessionRecord> sessions = new ArrayList<>();
    final List<StayRecord> stays = new ArrayList<>();
    final List<TripRecord> trips = new ArrayList<>();

    @Override
    public void session(SessionRecord session) {
        sessions.add(session);
    }

    @Override
    public void stay(StayRecord stay) {
        stays.add(stay);
    }

    @Override
    public void trip(TripRecord trip) {
        trips.add(trip);
    }

    List<String> sessions(String columns) {
        return shown(sessions, columns, Recorded::columns);
    }

    List<String> stays(String columns) {
        return shown(stays, columns, Recorded::columns);
    }

    List<String> trips(String columns) {
        return shown(trips, columns, Recorded::columns);
    }

    private static <T> List<String> shown(
            List<T> rows, String columns, Function<T, Map<String, @Nullable Object>> columnsOf) {
        List<String> shown = new ArrayList<>();
        for (T row : rows) {
            Map<String, @Nullable Object> values = columnsOf.apply(row);
            List<String> texts = new ArrayList<>();
            for (String column : columns.split(" ", -1)) {
                if (!values.containsKey(column)) {
                    throw new IllegalArgumentException("no column " + column + " among " + values.keySet());
                }
                texts.add(text(values.get(column)));
            }
            shown.add(String.join(" ", texts));
        }
        return shown;
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "-";
        }
        if (value instanceof Double number) {
            return BigDecimal.valueOf(number)
                    .setScale(3, RoundingMode.HALF_EVEN)
                    .stripTrailingZeros()
                    .toPlainString();
        }
        if (value instanceof Collection<?> texts) {
            return texts.isEmpty()
                    ? "[]"
                    : String.join(",", texts.stream().map(Object::toString).toList());
        }
        return value.toString();
    }

    private static Map<String, @Nullable Object> columns(SessionRecord session) {
        Map<String, @Nullable Object> columns = columns(session.span(), session.openness());
        columns.put("pings", session.pingCount());
        columns.put("flagged", session.flaggedPingCount());
        columns.put("distance_m", session.distanceM());
        columns.put("max_gap_s", session.maxGapS());
        columns.put("provider_trip_ids", session.providerTripIds());
        return columns;
    }

    private static Map<String, @Nullable Object> columns(StayRecord stay) {
        Map<String, @Nullable Object> columns = columns(stay.span(), stay.openness());
        columns.put("pings", stay.pingCount());
        columns.put("lat", stay.centre().lat());
        columns.put("lng", stay.centre().lng());
        return columns;
    }

    private static Map<String, @Nullable Object> columns(TripRecord trip) {
        Map<String, @Nullable Object> columns = columns(trip.span(), trip.openness());
        columns.put("pings", trip.pingCount());
        columns.put("flagged", trip.flaggedPingCount());
        columns.put("max_gap_s", trip.maxGapS());
        columns.put("distance_m", trip.travel().distanceM());
        columns.put("straight_line_m", trip.travel().straightLineM());
        columns.put("extent_m", trip.travel().extentM());
        columns.put("moving_time_s", trip.travel().movingTimeS());
        columns.put("avg_speed_mps", trip.travel().avgSpeedMps());
        columns.put("max_speed_mps", trip.travel().maxSpeedMps());
        columns.put("vehicle_id", trip.vehicle().vehicleId());
        columns.put("vehicle_type", trip.vehicle().vehicleType());
        columns.put("mode", trip.vehicle().mode());
        columns.put("provider_trip_ids", trip.vehicle().tripIds());
        columns.put("start_battery", trip.startBatteryPercent());
        columns.put("end_battery", trip.endBatteryPercent());
        columns.put("start_point", place(trip.start()));
        columns.put("end_point", place(trip.end()));
        columns.put("from_stay", trip.originStayId() != null);
        columns.put("to_stay", trip.destinationStayId() != null);
        return columns;
    }

    private static Map<String, @Nullable Object> columns(Span span, Openness openness) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("start", TestDay.show(span.startUs()));
        columns.put("end", TestDay.show(span.endUs()));
        columns.put("duration_s", span.durationS());
        columns.put("service_date", span.serviceDate());
        columns.put("flags", openness.flags());
        columns.put("open_if_session_open", openness.openIfSessionOpen());
        columns.put("ends_session", openness.endsSession());
        return columns;
    }

    private static String place(Point point) {
        return text(point.lat()) + "," + text(point.lng());
    }
}
