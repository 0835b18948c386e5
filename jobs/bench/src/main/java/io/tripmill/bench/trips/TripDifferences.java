package io.tripmill.bench.trips;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Row;

/** Compares the trips of two engines, row by row and column by column. */
final class TripDifferences {
    /** How far doubles that were summed in another order, or by another formula, may be apart. */
    static final double TOLERANCE = 1e-9;

    private static final int MOST_LISTED = 20;
    private static final Comparator<Row> BY_KEY = Comparator.comparing(
                    (Row trip) -> trip.getString(TripColumns.DEVICE_ID))
            .thenComparingLong(trip -> trip.getLong(TripColumns.START_US));

    private final String name;
    private final double tolerance;

    /**
     * @param name of the engine that is compared
     * @param everyBit whether doubles must be equal in every bit
     */
    TripDifferences(String name, boolean everyBit) {
        this.name = name;
        this.tolerance = everyBit ? 0 : TOLERANCE;
    }

    static List<Row> sorted(List<Row> trips) {
        return trips.stream().sorted(BY_KEY).toList();
    }

    /** A sentence for each difference, no more than some; both lists sorted. */
    List<String> between(List<Row> expected, List<Row> trips) {
        List<String> differences = new ArrayList<>();
        if (expected.size() != trips.size()) {
            differences.add("%s: %,d trips instead of %,d.".formatted(name, trips.size(), expected.size()));
        }
        int common = Math.min(expected.size(), trips.size());
        for (int i = 0; i < common && differences.size() < MOST_LISTED; i++) {
            compare(expected.get(i), trips.get(i), differences);
        }
        return differences;
    }

    private void compare(Row expected, Row trip, List<String> differences) {
        for (int column = 0; column < expected.length(); column++) {
            Object wanted = expected.isNullAt(column) ? null : expected.get(column);
            Object found = trip.isNullAt(column) ? null : trip.get(column);
            boolean isEqual = (wanted instanceof Double one && found instanceof Double other)
                    ? isClose(one, other)
                    : Objects.equals(wanted, found);
            if (!isEqual) {
                differences.add("%s: trip of %s at %d has %s %s instead of %s."
                        .formatted(
                                name,
                                expected.get(TripColumns.DEVICE_ID),
                                expected.getLong(TripColumns.START_US),
                                TripColumns.SCHEMA.fieldNames()[column],
                                found,
                                wanted));
            }
        }
    }

    private boolean isClose(double one, double other) {
        return Double.compare(one, other) == 0
                || Math.abs(one - other) <= tolerance * Math.max(Math.abs(one), Math.abs(other));
    }
}
