package io.tripmill.jobs.pings;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.landing.LandedFile;
import io.tripmill.landing.LandedRecord;
import io.tripmill.landing.LandedRecords;
import io.tripmill.landing.LandingFolder;
import io.tripmill.landing.LandingFormat;
import io.tripmill.run.RunReport;
import io.tripmill.schema.Pings;
import io.tripmill.schema.QuarantinedPings;
import io.tripmill.testkit.Property;
import io.tripmill.testkit.SparkTest;
import io.tripmill.time.ServiceCalendar;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happened to a record, it becomes a ping or a refusal, and the good ones beside it become pings. {@code -Dtripmill.fuzz=N}
 * tries N times 10,000 mutated records of each format.
 */
class RecordFuzzTest {
    private static final int RECORDS = 10_000;
    private static final int TRIES_IN_FULL = Integer.getInteger("tripmill.fuzz", 50);
    /** Every so many records a good one, whose device no accident makes. */
    private static final int GOOD_EVERY = 100;

    private static final String LANDMARK = "landmark";
    private static final Configuration HADOOP = new Configuration();
    private static final PingParser PARSER = PingParser.of(
            ColumnMapping.BY_NAME,
            TimestampReading.DEFAULT,
            new ServiceCalendar(ZoneId.of("Asia/Tokyo"), LocalTime.of(4, 0)),
            "fuzz");

    @Test
    void everyRecordIsAPingOrARefusal(@TempDir Path folder) {
        check(1, folder);
    }

    @Test
    @Tag("full")
    void everyOfAMillionRecordsIsAPingOrARefusal(@TempDir Path folder) {
        check(TRIES_IN_FULL, folder);
    }

    private static void check(int tries, Path folder) {
        for (LandingFormat format : new LandingFormat[] {LandingFormat.JSON, LandingFormat.CSV}) {
            long[] tally = new long[3];
            Property.check(tries, dice -> {
                LandedFile file = mutated(new LandingFolder(folder), format, RECORDS, dice);
                judge(file, format, tally);
            });
            System.out.printf("%s: %d records, %d pings, %d refusals%n", format, tally[0], tally[1], tally[2]);
            assertThat(tally[1]).isPositive();
            assertThat(tally[2]).isPositive();
        }
    }

    private static void judge(LandedFile file, LandingFormat format, long[] tally) throws IOException {
        int landmarks = 0;
        long before = 0;
        try (LandedRecords records = LandedRecords.open(file, format, HADOOP)) {
            for (Optional<LandedRecord> next = records.next(); next.isPresent(); next = records.next()) {
                LandedRecord record = next.get();
                Row row = PARSER.parse(record);
                assertThat(row.isNullAt(0)).as("%s: %s", record, row).isNotEqualTo(row.isNullAt(1));
                assertThat(record.position()).isGreaterThan(before);
                before = record.position();
                tally[0]++;
                tally[row.isNullAt(0) ? 2 : 1]++;
                // Its text was accepted as a whole, so nothing of its neighbours had become part of it.
                if (!row.isNullAt(0) && row.getStruct(0).getString(1).equals(LANDMARK)) {
                    landmarks++;
                }
            }
        }
        if (format == LandingFormat.JSON) {
            assertThat(landmarks).isEqualTo(RECORDS / GOOD_EVERY);
        } else {
            // A quote that was never closed may hide what follows it, up to the longest record.
            assertThat(landmarks).isPositive();
        }
    }

    /** A file of mutated records, and whole ones among them. */
    private static LandedFile mutated(LandingFolder folder, LandingFormat format, int records, RandomGenerator dice)
            throws IOException {
        String name = "fuzz." + format;
        boolean isCsv = format == LandingFormat.CSV;
        try (OutputStream out =
                new BufferedOutputStream(Files.newOutputStream(folder.folder().resolve(name)), 1 << 16)) {
            if (isCsv) {
                out.write(RecordNoise.CSV_HEADER.getBytes(StandardCharsets.UTF_8));
            }
            for (int i = 0; i < records; i++) {
                String good = isCsv ? RecordNoise.goodCsv(i) : RecordNoise.goodJson(i);
                out.write(RecordNoise.mutated(good, dice));
                out.write('\n');
                if (i % GOOD_EVERY == 0) {
                    out.write(good.replace("d" + i % 17, LANDMARK).getBytes(StandardCharsets.UTF_8));
                    out.write('\n');
                }
            }
        }
        return folder.listed(name);
    }

    @Test
    @Tag("full")
    @SparkTest
    void whatIsReadIsStoredQuarantinedOrADuplicate(SparkSession spark, @TempDir Path folder) {
        Property.check(2, dice -> {
            EmbeddedLake lake = new EmbeddedLake(spark, folder.resolve("lake-" + Long.toHexString(dice.nextLong())));
            Files.createDirectories(lake.landing());
            LandingFormat format = dice.nextInt() % 2 == 0 ? LandingFormat.JSON : LandingFormat.CSV;
            LandedFile file = mutated(new LandingFolder(lake.landing()), format, 25_000, dice);
            long records = 0;
            try (LandedRecords read = LandedRecords.open(file, format, HADOOP)) {
                while (read.next().isPresent()) {
                    records++;
                }
            }
            RunReport report = lake.ingest("--format", format.toString().toLowerCase(java.util.Locale.ROOT));

            assertThat(report.rows().read()).isEqualTo(records);
            assertThat(report.rows().written()
                            + report.rows().quarantined()
                            + report.rows().duplicate())
                    .isEqualTo(records);
            assertThat(lake.read(Pings.TABLE).count()).isEqualTo(report.rows().written());
            assertThat(lake.read(QuarantinedPings.TABLE).count())
                    .isEqualTo(report.rows().quarantined());
            assertThat(lake.ingest("--format", "json").rows()).isEqualTo(RunReport.Rows.NONE);
        });
    }

    /** Half a gigabyte of one line in half a megabyte, between two good records. */
    @Test
    @Tag("full")
    void aBombIsOneRefusal(@TempDir Path folder) throws IOException {
        byte[] piece = "9".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("bomb.json.gz")))) {
            out.write((RecordNoise.goodJson(1) + "\n").getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 512; i++) {
                out.write(piece);
            }
            out.write(("\n" + RecordNoise.goodJson(2) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        LandedFile bomb = new LandingFolder(folder).listed("bomb.json.gz");
        assertThat(bomb.lengthBytes()).isLessThan(1_000_000);
        long heap = Runtime.getRuntime().maxMemory();
        assertThat(LandingFolder.records(bomb, LandingFormat.JSON))
                .extracting(record -> PARSER.parse(record).isNullAt(0))
                .containsExactly(false, true, false);
        assertThat(heap)
                .as("a heap that could hold the line would prove nothing")
                .isLessThan(4L << 30);
    }

    @Test
    void instantsOfRefusalsAreThoseOfTheFile(@TempDir Path folder) throws IOException {
        LandedFile file =
                new LandingFolder(folder).write("a.json", "{\"ingest_time\":\"+1000000000-01-01T00:00:00Z\"}\n");
        Row refusal = PARSER.parse(
                        LandingFolder.records(file, LandingFormat.JSON).get(0))
                .getStruct(1);
        assertThat(refusal.<Instant>getAs(5)).isEqualTo(LandingFolder.MODIFIED);
    }
}
