package io.tripmill.jobs.pings;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tripmill.job.LakeProperties.Deduplicate;
import io.tripmill.job.Write;
import io.tripmill.landing.LandedFile;
import io.tripmill.landing.LandedRecord;
import io.tripmill.landing.LandedRecords;
import io.tripmill.landing.Landing;
import io.tripmill.landing.LandingFormat;
import io.tripmill.testkit.SparkTest;
import io.tripmill.time.ServiceCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On public data sets, found through the environment variable TRIPMILL_REAL_DATA. What they hold was counted by other means. */
@Tag("full")
class RealPingsTest {
    private static final PingParser PARSER = PingParser.of(
                    ColumnMapping.parse("device_id=id,timestamp=ts,lng=lon"),
                    TimestampReading.DEFAULT,
                    ServiceCalendar.UTC,
                    "csv")
            .withProviderId("real");

    /** GeoLife, 58 people: one latitude of 400.166666666667 is the only record that can't be a position. */
    @Test
    void threeMillionPositionsOfPeopleAreReadButForOne() throws IOException {
        LandedFile file = realFile("geolife_3m.csv.gz");
        long records = 0;
        List<Row> refusals = new ArrayList<>();
        try (LandedRecords landed = LandedRecords.open(file, LandingFormat.CSV, new Configuration())) {
            for (Optional<LandedRecord> record = landed.next(); record.isPresent(); record = landed.next()) {
                records++;
                Row row = PARSER.parse(record.get());
                if (row.isNullAt(0)) {
                    refusals.add(row.getStruct(1));
                }
            }
        }
        assertThat(records).isEqualTo(3_263_950);
        assertThat(refusals).hasSize(1);
        assertThat((Object[]) refusals.get(0).get(2)).containsExactly("LAT_OUT_OF_RANGE");
    }

    /** Cabspotting, 10 taxis: no two positions of a taxi share a time, whatever the order, which is the newest first. */
    @Test
    @SparkTest
    void taxisHaveNoDuplicates(SparkSession spark) throws IOException {
        Dataset<Row> winners = winners(spark, "cabspotting_10taxis.csv.gz");
        assertThat(winners.count()).isEqualTo(183_591);
        assertThat(winners.filter(col(Write.Upsert.COPIES).gt(1)).count()).isZero();
    }

    /** Every record is a winner or a copy of one. */
    @Test
    @SparkTest
    void copiesAddUpToTheRecords(SparkSession spark) throws IOException {
        Dataset<Row> winners = winners(spark, "geolife_ti10.points.csv.gz");
        assertThat(winners.agg(sum(Write.Upsert.COPIES)).head().getLong(0)).isEqualTo(164_531);
    }

    private static Dataset<Row> winners(SparkSession spark, String name) throws IOException {
        Dataset<Row> pings = Landing.read(spark, List.of(realFile(name)), LandingFormat.CSV, PARSER)
                .filter(col("row.ping").isNotNull())
                .select("row.ping.*");
        return Deduplication.by(Deduplicate.TIMESTAMP).judged(pings, pings.limit(0));
    }

    private static LandedFile realFile(String name) throws IOException {
        String folder = System.getenv("TRIPMILL_REAL_DATA");
        assumeThat(folder)
                .as("TRIPMILL_REAL_DATA names no folder, so there are no real positions to read")
                .isNotNull();
        Path file = Path.of(folder).resolve(name);
        return new LandedFile(
                "file:" + file,
                Files.size(file),
                1_000L * Files.getLastModifiedTime(file).toMillis());
    }
}
