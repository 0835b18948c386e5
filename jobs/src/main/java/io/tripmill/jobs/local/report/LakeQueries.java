package io.tripmill.jobs.local.report;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.tripmill.schema.HourlyTrips;
import io.tripmill.schema.OdFlows;
import io.tripmill.schema.QuarantinedPings;
import io.tripmill.schema.Stays;
import io.tripmill.schema.Trips;
import io.tripmill.schema.VehicleDays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The counts of a page as plans: each gives a name and a count, in an order that the rows alone decide. */
final class LakeQueries {
    private static final String NAME = "name";
    private static final String COUNT = "count";
    private static final int HOUR_AT = 12;

    private LakeQueries() {}

    /** Quarantined records by reason, most first. */
    static Dataset<Row> reasons(Dataset<Row> quarantined) {
        return quarantined
                .select(explode(QuarantinedPings.REASONS.col()).as(NAME))
                .groupBy(col(NAME))
                .agg(count(lit(1)).as(COUNT))
                .orderBy(col(COUNT).desc(), col(NAME));
    }

    /** Quarantined records by the first of their reasons, most first: each counts once. */
    static Dataset<Row> firstReasons(Dataset<Row> quarantined) {
        return quarantined
                .groupBy(element_at(QuarantinedPings.REASONS.col(), 1).as(NAME))
                .agg(count(lit(1)).as(COUNT))
                .orderBy(col(COUNT).desc(), col(NAME));
    }

    /** Finished trips by the hour on the local clock. */
    static Dataset<Row> hours(Dataset<Row> hourlyTrips) {
        return trips(hourlyTrips, substring(HourlyTrips.LOCAL_HOUR.col(), HOUR_AT, 2))
                .orderBy(col(NAME));
    }

    static Dataset<Row> days(Dataset<Row> hourlyTrips) {
        return trips(hourlyTrips, HourlyTrips.SERVICE_DATE.col().cast("string")).orderBy(col(NAME));
    }

    /** Finished trips by the value of a column, such as a provider or a cell, most first. */
    static Dataset<Row> tripsBy(Dataset<Row> hourlyTrips, Column value) {
        return trips(hourlyTrips, value)
                .filter(col(COUNT).gt(0))
                .orderBy(col(COUNT).desc(), col(NAME));
    }

    private static Dataset<Row> trips(Dataset<Row> hourlyTrips, Column value) {
        return hourlyTrips
                .groupBy(value.as(NAME))
                .agg(sum(HourlyTrips.TRIPS.col()).as(COUNT));
    }

    /**
     * Finished trips by how many of the edges a figure has reached; bins without trips have no row.
     *
     * @param edges ascending, in the unit of the figure
     */
    static Dataset<Row> bins(Dataset<Row> trips, Column figure, List<Double> edges) {
        Column reached = edges.stream()
                .map(edge -> when(figure.geq(edge), 1).otherwise(0))
                .reduce(lit(0), Column::plus);
        return trips.filter(not(Trips.IS_OPEN.col()))
                .filter(not(hasFlag("SHORT_DISTANCE")).and(not(hasFlag("SHORT_DURATION"))))
                .groupBy(reached.as(NAME))
                .agg(count(lit(1)).as(COUNT))
                .orderBy(col(NAME));
    }

    private static Column hasFlag(String flag) {
        return coalesce(array_contains(Trips.FLAGS.col(), flag), lit(false));
    }

    /** The mean utilisation by service date, and of how many vehicles. */
    static Dataset<Row> utilisation(Dataset<Row> vehicleDays) {
        return vehicleDays
                .groupBy(VehicleDays.SERVICE_DATE.col().cast("string").as(NAME))
                .agg(
                        avg(VehicleDays.UTILISATION.col()).as("share"),
                        count(VehicleDays.UTILISATION.col()).as(COUNT))
                .orderBy(col(NAME));
    }

    /** Trips between two different cells, most first. */
    static Dataset<Row> flows(Dataset<Row> odFlows) {
        return odFlows.filter(not(OdFlows.ORIGIN_H3.col().equalTo(OdFlows.DESTINATION_H3.col())))
                .groupBy(OdFlows.ORIGIN_H3.col(), OdFlows.DESTINATION_H3.col())
                .agg(sum(OdFlows.TRIPS.col()).as(COUNT))
                .orderBy(col(COUNT).desc(), OdFlows.ORIGIN_H3.col(), OdFlows.DESTINATION_H3.col());
    }

    /** Trips with a line: start, metres, seconds and polyline; which ones depends on their ids alone. */
    static Dataset<Row> lines(Dataset<Row> trips, int most) {
        return sample(trips.filter(Trips.POLYLINE.col().notEqual("")), Trips.TRIP_ID.col(), most)
                .select(
                        minute(Trips.START_TIME.col()),
                        Trips.DISTANCE_M.col(),
                        Trips.DURATION_S.col(),
                        Trips.POLYLINE.col());
    }

    /** Stays: start, seconds, latitude and longitude; which ones depends on their ids alone. */
    static Dataset<Row> spots(Dataset<Row> stays, int most) {
        return sample(stays, Stays.STAY_ID.col(), most)
                .select(minute(Stays.START_TIME.col()), Stays.DURATION_S.col(), Stays.LAT.col(), Stays.LNG.col());
    }

    private static Dataset<Row> sample(Dataset<Row> rows, Column id, int most) {
        return rows.orderBy(xxhash64(id), id).limit(most);
    }

    private static Column minute(Column time) {
        return date_format(time, "yyyy-MM-dd HH:mm");
    }
}
