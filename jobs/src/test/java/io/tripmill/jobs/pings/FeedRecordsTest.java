package io.tripmill.jobs.pings;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import com.google.transit.realtime.GtfsRealtime.FeedMessage;
import io.tripmill.landing.KinesisAggregate;
import io.tripmill.landing.LandedRecord;
import io.tripmill.landing.LandingFolder;
import io.tripmill.landing.LandingFormat;
import io.tripmill.time.ServiceCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Feeds as they should be, and with bytes changed, lost and doubled: a reader may find the file unreadable then, but whatever record it
 * gives has its place and its text, and becomes a ping or a refusal.
 */
class FeedRecordsTest {
    private static final Path SAMPLES = Path.of("../testdata/feeds");
    private static final int VARIANTS = 200;

    private final LandingFolder landing;

    FeedRecordsTest(@TempDir Path folder) {
        this.landing = new LandingFolder(folder);
    }

    /** The file is of noon, so two positions of NMEA are of the future. */
    @ParameterizedTest
    @CsvSource({"KINESIS_JSON, 4, 5", "MDS, 5, 3", "GTFS_RT, 2, 0", "GBFS, 2, 4", "GPX, 3, 2", "NMEA, 2, 7"})
    void theSampleHasSoManyPingsAndRefusals(LandingFormat format, long pings, long refusals) throws IOException {
        PingParser parser = parser(format);
        List<Row> judged = LandingFolder.records(landing.write("feed", sample(format)), format).stream()
                .map(parser::parse)
                .toList();

        assertThat(judged.stream().filter(row -> row.isNullAt(1))).hasSize((int) pings);
        assertThat(judged.stream().filter(row -> row.isNullAt(0))).hasSize((int) refusals);
    }

    @ParameterizedTest
    @EnumSource(
            value = LandingFormat.class,
            names = {"KINESIS_JSON", "MDS", "GTFS_RT", "GBFS", "GPX", "NMEA"})
    void everyRecordOfADamagedFileIsJudged(LandingFormat format) throws IOException {
        byte[] sample = sample(format);
        PingParser parser = parser(format);
        int readable = 0;
        int pings = 0;
        for (int seed = 0; seed < VARIANTS; seed++) {
            byte[] damaged = damaged(sample, new SplittableRandom(seed));
            List<LandedRecord> records;
            try {
                records = LandingFolder.records(landing.write("feed", damaged), format);
            } catch (IOException | RuntimeException e) {
                // As FileReading does: the file is refused.
                continue;
            }
            readable++;
            long before = 0;
            for (LandedRecord record : records) {
                assertThat(record.position()).isGreaterThan(before);
                before = record.position();
                assertThat(record.raw()).isNotEmpty();
                Row judged = parser.parse(record);
                assertThat(judged.isNullAt(0)).isNotEqualTo(judged.isNullAt(1));
                pings += judged.isNullAt(0) ? 0 : 1;
            }
        }
        assertThat(readable).isPositive();
        assertThat(pings).isPositive();
    }

    private static PingParser parser(LandingFormat format) {
        boolean isNamedByFile = format == LandingFormat.GPX || format == LandingFormat.NMEA;
        return PingParser.of(
                        ColumnMapping.parse(isNamedByFile ? "device_id=file_name" : ""),
                        new TimestampReading(TimestampUnit.AUTO, ZoneOffset.UTC),
                        ServiceCalendar.UTC,
                        "feed")
                .withProviderId("p");
    }

    private static byte[] damaged(byte[] sample, SplittableRandom seeded) {
        byte[] bytes = sample.clone();
        switch (seeded.nextInt(4)) {
            case 0 -> bytes[seeded.nextInt(bytes.length)] ^= (byte) (1 << seeded.nextInt(8));
            case 1 -> bytes[seeded.nextInt(bytes.length)] = (byte) seeded.nextInt(256);
            case 2 -> bytes = Arrays.copyOf(bytes, seeded.nextInt(bytes.length));
            default -> {
                int from = seeded.nextInt(bytes.length);
                int length = seeded.nextInt(Math.min(20, bytes.length - from));
                System.arraycopy(sample, seeded.nextInt(bytes.length - length), bytes, from, length);
            }
        }
        return bytes;
    }

    private static byte[] sample(LandingFormat format) throws IOException {
        return switch (format) {
            case KINESIS_JSON -> KinesisAggregate.of(Files.readAllLines(SAMPLES.resolve("kinesis-json/records.txt")));
            case MDS -> Files.readAllBytes(SAMPLES.resolve("mds/trips.json"));
            case GTFS_RT ->
                TextFormat.parse(Files.readString(SAMPLES.resolve("gtfs-rt/vehicles.txtpb")), FeedMessage.class)
                        .toByteArray();
            case GBFS -> Files.readAllBytes(SAMPLES.resolve("gbfs/vehicle_status.json"));
            case GPX -> Files.readAllBytes(SAMPLES.resolve("gpx/ride.gpx"));
            case NMEA -> Files.readAllBytes(SAMPLES.resolve("nmea/taxi-1.nmea"));
            case JSON, CSV, PARQUET -> throw new IllegalArgumentException(format + " has tests of its own");
        };
    }
}
