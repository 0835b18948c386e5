package io.tripmill.jobs.aggregates;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.tripmill.schema.Field;
import io.tripmill.schema.Pings;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.Stays;
import io.tripmill.schema.Trips;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** What is known of devices, brought together device by device. */
record DeviceStories(Dataset<Row> sessions, Dataset<Row> stays, Dataset<Row> trips, Dataset<Row> pings) {
    /** What is told of each device. */
    Dataset<Row> told(Telling telling) {
        Column none = lit(null).cast(DataTypes.DoubleType);
        Column kindOfTrip = when(TripFigures.isComplete(), lit(DeviceRows.TRIP)).otherwise(lit(DeviceRows.OTHER_TRIP));
        Dataset<Row> rows = withPlaces()
                .union(stretches(kindOfTrip, trips, Trips.START_TIME, Trips.END_TIME)
                        .select(col("*"), none, none, none, none))
                .union(stretches(lit(DeviceRows.STAY), stays, Stays.START_TIME, Stays.END_TIME)
                        .select(col("*"), none, none, none, none));
        Column provider = Sessions.PROVIDER_ID.col();
        Column device = Sessions.DEVICE_ID.col();
        return rows.repartition(provider, device)
                .sortWithinPartitions(provider, device, col("from_us"), col("until_us"))
                .mapPartitions(new DeviceRows(telling), Encoders.row(telling.schema()));
    }

    private static Dataset<Row> stretches(Column kind, Dataset<Row> rows, Field start, Field end) {
        return rows.select(
                Sessions.PROVIDER_ID.col(),
                Sessions.DEVICE_ID.col(),
                kind.as("kind"),
                unix_micros(start.col()).as("from_us"),
                unix_micros(end.col()).as("until_us"));
    }

    /**
     * Sessions, and where they begin and end: at the pings of these instants, which are never flagged. Of several at one instant the
     * first begins and the last ends it.
     */
    private Dataset<Row> withPlaces() {
        Column time = Pings.TIMESTAMP.col();
        Column place = struct(Pings.SOURCE_SEQ.col(), Pings.LAT.col(), Pings.LNG.col());
        Dataset<Row> edges = sessions.select(
                Sessions.PROVIDER_ID.col(),
                Sessions.DEVICE_ID.col(),
                Sessions.START_TIME.col(),
                Sessions.END_TIME.col(),
                explode(array(Sessions.START_TIME.col(), Sessions.END_TIME.col()))
                        .as(Pings.TIMESTAMP.name()));
        Dataset<Row> places = pings.select(
                Pings.PROVIDER_ID.col(),
                Pings.DEVICE_ID.col(),
                time,
                Pings.SOURCE_SEQ.col(),
                Pings.LAT.col(),
                Pings.LNG.col());
        return edges.join(
                        places,
                        new String[] {Pings.PROVIDER_ID.name(), Pings.DEVICE_ID.name(), Pings.TIMESTAMP.name()},
                        "left")
                .groupBy(
                        Sessions.PROVIDER_ID.col(),
                        Sessions.DEVICE_ID.col(),
                        Sessions.START_TIME.col(),
                        Sessions.END_TIME.col())
                .agg(
                        min(when(
                                        time.equalTo(Sessions.START_TIME.col())
                                                .and(Pings.LAT.col().isNotNull()),
                                        place))
                                .as("first"),
                        max(when(
                                        time.equalTo(Sessions.END_TIME.col())
                                                .and(Pings.LAT.col().isNotNull()),
                                        place))
                                .as("last"))
                .select(
                        Sessions.PROVIDER_ID.col(),
                        Sessions.DEVICE_ID.col(),
                        lit(DeviceRows.SESSION).as("kind"),
                        unix_micros(Sessions.START_TIME.col()).as("from_us"),
                        unix_micros(Sessions.END_TIME.col()).as("until_us"),
                        col("first").getField(Pings.LAT.name()).as("first_lat"),
                        col("first").getField(Pings.LNG.name()).as("first_lng"),
                        col("last").getField(Pings.LAT.name()).as("last_lat"),
                        col("last").getField(Pings.LNG.name()).as("last_lng"));
    }
}
