package io.tripmill.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.job.Args;
import io.tripmill.job.Inputs;
import io.tripmill.job.Job;
import io.tripmill.job.JobSpec;
import io.tripmill.job.Plan;
import io.tripmill.job.Write;
import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.schema.OdFlows;
import io.tripmill.testkit.SparkTest;
import io.tripmill.testkit.TextTable;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
class FlowMatrixTest {
    /** An hour in which the service day changes has its flows on two service dates. */
    @Test
    void anHourIsASquare(SparkSession spark, @TempDir Path folder) {
        EmbeddedLake lake = new EmbeddedLake(spark, folder);
        lake.make(ZoneId.of("UTC"), LocalTime.of(6, 30));
        String place = "--lake=" + lake.root();

        assertThat(TypedCommand.of("matrix", place, "--hour=2026-03-01T06:00:00Z"))
                .satisfies(missing -> assertThat(missing.exitCode()).isEqualTo(20))
                .satisfies(missing -> assertThat(missing.err()).contains("[T-INPUT-MISSING]", "has no table od_flows"));

        lake.run(new WriteFlows(TextTable.rows(spark, OdFlows.TABLE, """
                service_date | hour_start           | origin_h3 | destination_h3 | trips
                2026-02-28   | 2026-03-01T06:00:00Z | a         | b              | 2
                2026-03-01   | 2026-03-01T06:00:00Z | a         | b              | 3
                2026-03-01   | 2026-03-01T06:00:00Z | c         | c              | 1
                2026-03-01   | 2026-03-01T07:00:00Z | d         | a              | 9
                """)));

        assertThat(TypedCommand.resultOf("matrix", place, "--hour=2026-03-01T06:00:00Z", "--format=csv"))
                .isEqualToNormalizingNewlines("""
                        origin,a,b,c
                        a,0,5,0
                        b,0,0,0
                        c,0,0,1
                        """);
        assertThat(TypedCommand.of("matrix", place, "--hour=2026-03-01T05:00:00Z"))
                .satisfies(missing -> assertThat(missing.exitCode()).isEqualTo(20))
                .satisfies(missing -> assertThat(missing.err()).contains("No hour of od_flows began at"));
        assertThat(TypedCommand.of("matrix", place).err()).contains("[T-ARGUMENT]", "--hour");
    }

    private record WriteFlows(Dataset<Row> flows) implements Job {
        @Override
        public JobSpec spec() {
            return JobSpec.named("write-flows", "Stands for aggregate-trips.").writes(OdFlows.TABLE);
        }

        @Override
        public Plan plan(Inputs inputs, Args args) {
            return Plan.of(new Write.ReplaceAll(OdFlows.TABLE, flows));
        }
    }
}
