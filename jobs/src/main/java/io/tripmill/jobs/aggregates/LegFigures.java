package io.tripmill.jobs.aggregates;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.when;

import io.tripmill.schema.HourlyTrips;
import io.tripmill.schema.Pings;
import io.tripmill.schema.TripSpeeds;
import io.tripmill.schema.Trips;
import java.time.Duration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What legs tell of the cells around their middles.
 *
 * @param maxSpeedKmh nothing real is faster
 * @param longestLeg of a longer leg nobody knows the way
 */
record LegFigures(double maxSpeedKmh, Duration longestLeg) {
    private static final double US_PER_S = 1e6;
    private static final double KMH_PER_MPS = 3.6;

    Dataset<Row> speeds(Dataset<Row> legs, LocalHours hours, TripCells cells) {
        Column durationUs = col(LegRows.DURATION_US);
        Column metres = col(LegRows.DISTANCE_M);
        // Not by a division: none by 0 is made where a leg lies within an instant.
        Column isMeasured = durationUs
                .gt(0)
                .and(durationUs.leq(longestLeg.toNanos() / 1000))
                .and(metres.multiply(lit(US_PER_S * KMH_PER_MPS)).leq(durationUs.multiply(lit(maxSpeedKmh))));
        Column speed = when(isMeasured, metres.multiply(lit(US_PER_S)).divide(durationUs));
        Measure distance = Measure.metres(isMeasured, metres);
        Measure time = Measure.micros(isMeasured, durationUs);
        Measure speeds = Measure.metresASecond(isMeasured, speed);
        Column start = timestamp_micros(col(LegRows.START_US));
        return legs.groupBy(
                        Pings.SERVICE_DATE.col(),
                        TripSpeeds.HOUR_START.is(hours.start(start)),
                        TripSpeeds.LOCAL_HOUR.is(hours.text(start)),
                        TripSpeeds.LEG_H3.is(cells.around(Pings.LAT, Pings.LNG)),
                        Pings.PROVIDER_ID.col(),
                        TripSpeeds.VEHICLE_TYPE.is(coalesce(Trips.VEHICLE_TYPE.col(), lit(HourlyTrips.UNKNOWN))))
                .agg(
                        TripSpeeds.LEGS.is(count(when(isMeasured, lit(1)))),
                        TripSpeeds.SKIPPED_LEGS.is(count(when(not(isMeasured), lit(1)))),
                        TripSpeeds.VEHICLES.is(size(collect_set(when(isMeasured, Pings.DEVICE_ID.col())))),
                        TripSpeeds.DISTANCE_M.is(distance.total()),
                        TripSpeeds.TIME_S.is(time.total()),
                        TripSpeeds.MEAN_SPEED_MPS.is(distance.totalBy(time)),
                        TripSpeeds.MEDIAN_SPEED_MPS.is(speeds.median()),
                        TripSpeeds.P85_SPEED_MPS.is(speeds.p85()));
    }
}
