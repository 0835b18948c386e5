package io.tripmill.jobs.serving;

import io.tripmill.schema.OdFlows;
import org.apache.spark.sql.Row;

/**
 * Trips of one local hour between two cells.
 *
 * @param hour on the clock of the lake's zone, with its offset
 */
record Flow(String serviceDate, String hour, String origin, String destination, Sum sum) {
    private static final double MM_PER_M = 1e3;
    private static final double US_PER_S = 1e6;

    static Flow of(Row row) {
        return new Flow(
                row.getAs(OdFlows.SERVICE_DATE.name()).toString(),
                row.getAs(OdFlows.LOCAL_HOUR.name()),
                row.getAs(OdFlows.ORIGIN_H3.name()),
                row.getAs(OdFlows.DESTINATION_H3.name()),
                new Sum(
                        row.<Long>getAs(OdFlows.TRIPS.name()),
                        Math.round(row.<Double>getAs(OdFlows.DISTANCE_M.name()) * MM_PER_M),
                        Math.round(row.<Double>getAs(OdFlows.DURATION_S.name()) * US_PER_S)));
    }

    /**
     * Trips and what they add up to.
     *
     * @param distanceMm millimetres, so that sums do not depend on their order
     * @param durationUs microseconds
     */
    record Sum(long trips, long distanceMm, long durationUs) {
        static final Sum NONE = new Sum(0, 0, 0);

        Sum plus(Sum other) {
            return new Sum(
                    Math.addExact(trips, other.trips),
                    Math.addExact(distanceMm, other.distanceMm),
                    Math.addExact(durationUs, other.durationUs));
        }

        double distanceM() {
            return distanceMm / MM_PER_M;
        }

        double durationS() {
            return durationUs / US_PER_S;
        }
    }
}
