package io.tripmill.bench.aggregates;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.percentile;
import static org.apache.spark.sql.functions.stddev_pop;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tripmill.schema.DailyOdFlows;
import io.tripmill.schema.DailyTrips;
import io.tripmill.schema.Field;
import io.tripmill.schema.HourlyTrips;
import io.tripmill.schema.OdFlows;
import io.tripmill.schema.Table;
import io.tripmill.schema.Trips;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The aggregates as one would write them in Spark: a query for each table, doubles added as they come, both percentiles of a column in
 * one function. Of a lake in UTC whose trips have the cells that are counted.
 */
public record AggregateQueries(Dataset<Row> trips) {
    /** The columns that aggregates need. */
    public static final Column[] READ = List.of(
                    Trips.SERVICE_DATE,
                    Trips.PROVIDER_ID,
                    Trips.DEVICE_ID,
                    Trips.VEHICLE_TYPE,
                    Trips.MODE,
                    Trips.START_TIME,
                    Trips.END_TIME,
                    Trips.START_H3,
                    Trips.END_H3,
                    Trips.DURATION_S,
                    Trips.DISTANCE_M,
                    Trips.MOVING_TIME_S,
                    Trips.FLAGS,
                    Trips.IS_OPEN)
            .stream()
            .map(Field::col)
            .toArray(Column[]::new);

    private static final Column IS_OPEN = Trips.IS_OPEN.col();
    private static final Column IS_SHORT = not(IS_OPEN)
            .and(array_contains(Trips.FLAGS.col(), Trips.SHORT_DISTANCE)
                    .or(array_contains(Trips.FLAGS.col(), Trips.SHORT_DURATION)));
    private static final Column IS_COMPLETE = not(IS_OPEN).and(not(IS_SHORT));

    /** One query for each table. */
    public Map<Table, Dataset<Row>> all() {
        Map<Table, Dataset<Row>> queries = new LinkedHashMap<>();
        queries.put(HourlyTrips.TABLE, counted(true));
        queries.put(DailyTrips.TABLE, counted(false));
        queries.put(OdFlows.TABLE, flows(true));
        queries.put(DailyOdFlows.TABLE, flows(false));
        return queries;
    }

    private Dataset<Row> counted(boolean byHour) {
        Dataset<Row> starts = trips.groupBy(group(byHour, Trips.START_TIME, Trips.START_H3))
                .agg(
                        HourlyTrips.TRIPS.is(count(when(IS_COMPLETE, lit(1)))),
                        figures(
                                HourlyTrips.SHORT_TRIPS.is(count(when(IS_SHORT, lit(1)))),
                                HourlyTrips.OPEN_TRIPS.is(count(when(IS_OPEN, lit(1)))),
                                HourlyTrips.VEHICLES.is(count_distinct(when(IS_COMPLETE, Trips.DEVICE_ID.col()))),
                                HourlyTrips.MOVING_TIME_S.is(
                                        coalesce(sum(when(IS_COMPLETE, Trips.MOVING_TIME_S.col())), lit(0.0)))));
        Column[] endGroup = group(byHour, Trips.END_TIME, Trips.END_H3);
        Dataset<Row> ends = trips.filter(IS_COMPLETE).groupBy(endGroup).agg(HourlyTrips.TRIPS_ENDED.is(count(lit(1))));
        String[] keys = keys(byHour ? HourlyTrips.TABLE : DailyTrips.TABLE, ends);
        Dataset<Row> joined = starts.join(ends, keys, "full_outer");
        for (Field counted : List.of(
                HourlyTrips.TRIPS,
                HourlyTrips.SHORT_TRIPS,
                HourlyTrips.OPEN_TRIPS,
                HourlyTrips.TRIPS_ENDED,
                HourlyTrips.VEHICLES,
                HourlyTrips.DISTANCE_M,
                HourlyTrips.DURATION_S,
                HourlyTrips.MOVING_TIME_S)) {
            joined = joined.withColumn(counted.name(), counted.is(coalesce(counted.col(), lit(0))));
        }
        return joined.transform(AggregateQueries::percentilesApart)
                .withColumn(
                        HourlyTrips.MOVING_SHARE.name(),
                        when(
                                HourlyTrips.DURATION_S.col().gt(0),
                                HourlyTrips.MOVING_TIME_S.col().divide(HourlyTrips.DURATION_S.col())));
    }

    private Dataset<Row> flows(boolean byHour) {
        List<Column> group = new ArrayList<>(List.of(
                Trips.SERVICE_DATE.col(),
                OdFlows.ORIGIN_H3.is(Trips.START_H3.col()),
                OdFlows.DESTINATION_H3.is(Trips.END_H3.col())));
        if (byHour) {
            group.add(OdFlows.HOUR_START.is(date_trunc("hour", Trips.START_TIME.col())));
        }
        return trips.filter(IS_COMPLETE)
                .groupBy(group.toArray(Column[]::new))
                .agg(OdFlows.TRIPS.is(count(lit(1))), figures())
                .transform(AggregateQueries::percentilesApart);
    }

    private static Column[] group(boolean byHour, Field time, Field cell) {
        List<Column> group = new ArrayList<>(List.of(
                Trips.SERVICE_DATE.col(),
                HourlyTrips.START_H3.is(cell.col()),
                Trips.PROVIDER_ID.col(),
                HourlyTrips.VEHICLE_TYPE.is(coalesce(Trips.VEHICLE_TYPE.col(), lit(HourlyTrips.UNKNOWN))),
                HourlyTrips.MODE.is(coalesce(Trips.MODE.col(), lit(HourlyTrips.UNKNOWN)))));
        if (byHour) {
            group.add(HourlyTrips.HOUR_START.is(date_trunc("hour", time.col())));
        }
        return group.toArray(Column[]::new);
    }

    private static String[] keys(Table table, Dataset<Row> ends) {
        List<String> there = List.of(ends.columns());
        return table.key().stream().map(Field::name).filter(there::contains).toArray(String[]::new);
    }

    private static Column[] figures(Column... more) {
        List<Column> figures = new ArrayList<>(List.of(more));
        Column distance = when(IS_COMPLETE, Trips.DISTANCE_M.col());
        Column duration = when(IS_COMPLETE, Trips.DURATION_S.col());
        Column shares = array(lit(0.5), lit(0.9));
        figures.addAll(List.of(
                HourlyTrips.DISTANCE_M.is(sum(distance)),
                HourlyTrips.MEAN_DISTANCE_M.is(avg(distance)),
                percentile(distance, shares).as("distances"),
                HourlyTrips.STD_DISTANCE_M.is(stddev_pop(distance)),
                HourlyTrips.DURATION_S.is(sum(duration)),
                HourlyTrips.MEAN_DURATION_S.is(avg(duration)),
                percentile(duration, shares).as("durations"),
                HourlyTrips.STD_DURATION_S.is(stddev_pop(duration))));
        return figures.toArray(Column[]::new);
    }

    private static Dataset<Row> percentilesApart(Dataset<Row> rows) {
        return rows.select(
                        functions.col("*"),
                        functions.col("distances").getItem(0).as(HourlyTrips.MEDIAN_DISTANCE_M.name()),
                        functions.col("distances").getItem(1).as(HourlyTrips.P90_DISTANCE_M.name()),
                        functions.col("durations").getItem(0).as(HourlyTrips.MEDIAN_DURATION_S.name()),
                        functions.col("durations").getItem(1).as(HourlyTrips.P90_DURATION_S.name()))
                .drop("distances", "durations");
    }
}
