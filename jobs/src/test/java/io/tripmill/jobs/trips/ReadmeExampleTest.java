package io.tripmill.jobs.trips;

import static io.tripmill.testkit.RowsAssert.assertThatRows;

import io.tripmill.jobs.trips.trajectory.TrajectoryOptions;
import io.tripmill.schema.Pings;
import io.tripmill.testkit.SparkTest;
import io.tripmill.testkit.TextTable;
import java.time.Duration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** The README shows the lines between the marks. */
@SparkTest
class ReadmeExampleTest {
    @Test
    void sessionizesPingsWithoutALake(SparkSession spark) {
        Dataset<Row> pings = TextTable.rows(spark, Pings.TABLE, """
                provider_id | device_id | timestamp            | lat  | lng
                acme        | d1        | 2026-03-01T06:00:00Z | 35.0 | 139.0
                acme        | d1        | 2026-03-01T06:05:00Z | 35.1 | 139.0
                acme        | d1        | 2026-03-01T06:15:01Z | 35.1 | 139.0
                """);
        // README begins
        TrajectoryOptions options = TrajectoryOptions.defaults().withSessionGap(Duration.ofMinutes(10));
        Sessionized movements = Sessionizer.of(options).apply(pings);
        Dataset<Row> trips = movements.trips();
        Dataset<Row> stays = movements.stays();
        // README ends
        assertThatRows(trips).hasRows("""
                device_id | start_time           | end_time             | duration_s
                d1        | 2026-03-01T06:00:00Z | 2026-03-01T06:05:00Z | 300.0
                """);
        assertThatRows(stays).isEmpty();
    }
}
