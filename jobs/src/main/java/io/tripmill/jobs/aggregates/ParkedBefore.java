package io.tripmill.jobs.aggregates;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;

import io.tripmill.schema.Field;
import io.tripmill.schema.Parkings;
import io.tripmill.schema.Trips;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Trips on which a device sets out after a silence in which it was parked: they start where it was parked. */
final class ParkedBefore {
    private static final String LAT = "parked_lat";
    private static final String LNG = "parked_lng";
    private static final String H3 = "parked_h3";

    private ParkedBefore() {}

    /** All the trips, with the place of parking for the start of those that a parking names as its next. */
    static Dataset<Row> startingThere(Dataset<Row> trips, Dataset<Row> parkings) {
        Dataset<Row> places = parkings.filter(
                        Parkings.NEXT_TRIP_START_TIME.col().isNotNull())
                .select(
                        Parkings.PROVIDER_ID.col(),
                        Parkings.DEVICE_ID.col(),
                        Parkings.NEXT_TRIP_START_TIME.col().as(Trips.START_TIME.name()),
                        Parkings.LAT.col().as(LAT),
                        Parkings.LNG.col().as(LNG),
                        // A trip's own cells are of this resolution, and coarser ones their ancestors.
                        new TripCells(Trips.H3_RESOLUTION)
                                .around(Parkings.LAT, Parkings.LNG)
                                .as(H3));
        String[] key = {Trips.PROVIDER_ID.name(), Trips.DEVICE_ID.name(), Trips.START_TIME.name()};
        return trips.join(places, key, "left")
                .withColumn(Trips.START_LAT.name(), orElse(LAT, Trips.START_LAT))
                .withColumn(Trips.START_LNG.name(), orElse(LNG, Trips.START_LNG))
                .withColumn(Trips.START_H3.name(), orElse(H3, Trips.START_H3))
                .drop(LAT, LNG, H3);
    }

    private static Column orElse(String parked, Field own) {
        return coalesce(col(parked), own.col());
    }
}
