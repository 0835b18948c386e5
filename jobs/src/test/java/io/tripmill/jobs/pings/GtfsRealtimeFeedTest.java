package io.tripmill.jobs.pings;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import com.google.transit.realtime.GtfsRealtime.FeedMessage;
import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.run.RunReport;
import io.tripmill.schema.Pings;
import io.tripmill.schema.QuarantinedPings;
import io.tripmill.testkit.SparkTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples of testdata/feeds/gtfs-rt, encoded and ingested. */
@SparkTest
class GtfsRealtimeFeedTest {
    private static final Path SAMPLES = Path.of("../testdata/feeds/gtfs-rt");
    private static final Instant LANDED = Instant.parse("2026-03-02T00:00:00Z");

    private final EmbeddedLake lake;

    GtfsRealtimeFeedTest(SparkSession spark, @TempDir Path folder) {
        this.lake = new EmbeddedLake(spark, folder);
    }

    @Test
    void everyEntityBecomesAPingOrIsQuarantinedAndABrokenFileIsSkipped() throws IOException {
        byte[] vehicles = encoded("vehicles.txtpb");
        lake.land("vehicles.pb.gz", gzipped(vehicles), LANDED);
        Path refused = lake.land("refused.pb", encoded("refused.txtpb"), LANDED);
        lake.land("torn.pb", Arrays.copyOf(vehicles, vehicles.length - 3), LANDED);

        RunReport report = lake.ingest("--format", "gtfs-rt", "--provider-id", "city", "--on-bad-file", "skip");

        assertThat(report.rows()).isEqualTo(new RunReport.Rows(8, 3, 5, 0));
        assertThat(report.filesRefused().keySet()).singleElement().asString().endsWith("torn.pb");
        assertThatRows(lake.read(Pings.TABLE)).hasRows("""
                device_id | timestamp            | lat  | lng    | heading | speed | odometer | stop_id | occupancy_status    | route_id | gtfs_trip_id | publication_time     | source  | source_position
                bus-1     | 2026-03-01T06:00:00Z | 35.5 | 139.25 | 90.5    | 8.25  | 1200.5   | S-3     | FEW_SEATS_AVAILABLE | R-1      | T-7          | 2026-03-01T06:00:30Z | gtfs_rt | 1
                bus-1     | 2026-03-01T06:01:00Z | 35.5 | 139.5  | -       | -     | -        | -       | -                   | -        | -            | 2026-03-01T06:01:00Z | gtfs_rt | 1
                bus-2     | 2026-03-01T06:00:15Z | 35.1 | 139.7  | -       | -     | -        | -       | -                   | -        | -            | 2026-03-01T06:00:30Z | gtfs_rt | 2
                """);
        assertThatRows(lake.read(QuarantinedPings.TABLE)).hasRows("""
                source_file | position | reasons
                file:%1$s   | 2        | [NO_POSITION]
                file:%1$s   | 3        | [NO_POSITION]
                file:%1$s   | 4        | [MISSING_DEVICE_ID]
                file:%1$s   | 5        | [MISSING_TIMESTAMP]
                file:%1$s   | 6        | [NULL_ISLAND]
                """.formatted(refused));
    }

    private static byte[] encoded(String sample) throws IOException {
        return TextFormat.parse(Files.readString(SAMPLES.resolve(sample)), FeedMessage.class)
                .toByteArray();
    }

    private static byte[] gzipped(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }
}
