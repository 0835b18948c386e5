package io.tripmill.jobs.aggregates;

import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.tripmill.schema.StayZones;
import io.tripmill.schema.Stays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What stays tell of the cells around their centres. Each is a visit, over or still going on; only those that are over are measured. */
final class StayFigures {
    private static final Column IS_OVER = not(Stays.IS_OPEN.col());

    private static final Measure DWELL =
            Measure.micros(IS_OVER, unix_micros(Stays.END_TIME.col()).minus(unix_micros(Stays.START_TIME.col())));

    private StayFigures() {}

    static Dataset<Row> zones(Dataset<Row> stays, TripCells cells) {
        return stays.groupBy(
                        Stays.SERVICE_DATE.col(),
                        StayZones.STAY_H3.is(cells.around(Stays.LAT, Stays.LNG)),
                        Stays.PROVIDER_ID.col())
                .agg(
                        StayZones.VISITS.is(count(when(IS_OVER, lit(1)))),
                        StayZones.OPEN_VISITS.is(count(when(Stays.IS_OPEN.col(), lit(1)))),
                        StayZones.VEHICLES.is(size(collect_set(when(IS_OVER, Stays.DEVICE_ID.col())))),
                        StayZones.DWELL_S.is(DWELL.total()),
                        StayZones.MEAN_DWELL_S.is(DWELL.mean()),
                        StayZones.MEDIAN_DWELL_S.is(DWELL.median()),
                        StayZones.P90_DWELL_S.is(DWELL.p90()),
                        StayZones.STD_DWELL_S.is(DWELL.deviation()));
    }
}
