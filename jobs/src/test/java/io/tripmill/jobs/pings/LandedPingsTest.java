package io.tripmill.jobs.pings;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.landing.LandedFile;
import io.tripmill.landing.Landing;
import io.tripmill.landing.LandingFolder;
import io.tripmill.landing.LandingFormat;
import io.tripmill.testkit.Property;
import io.tripmill.testkit.SparkTest;
import io.tripmill.time.ServiceCalendar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From files to pings and refusals, through Spark. */
@SparkTest
class LandedPingsTest {
    private static final PingParser PARSER =
            PingParser.of(ColumnMapping.BY_NAME, TimestampReading.DEFAULT, ServiceCalendar.UTC, "mds");

    private final SparkSession spark;
    private final LandingFolder landing;

    LandedPingsTest(SparkSession spark, @TempDir Path folder) {
        this.spark = spark;
        this.landing = new LandingFolder(folder);
    }

    @Test
    void goodRecordsBecomePingsAndBadOnesRefusals() {
        Dataset<Row> landed = read(PARSER, LandingFormat.JSON, landing.write("a.json", """
                        {"provider_id":"p","device_id":"d","timestamp":1772362800,"lat":52.5,"lng":13.4,"trip_ids":["t"]}
                        {"provider_id":"p","device_id":"d","timestamp":1772362801,"lat":139.7,"lng":35.6}
                        oops
                        """));
        assertThatRows(pings(landed)).hasRows("""
                provider_id | device_id | timestamp            | lat  | lng  | speed | trip_ids | source | ingest_time          | source_position | service_date
                p           | d         | 2026-03-01T11:00:00Z | 52.5 | 13.4 | -     | [t]      | mds    | 2026-03-01T12:00:00Z | 1               | 2026-03-01
                """);
        assertThatRows(refusals(landed)).hasRows("""
                position | reasons            | raw
                2        | [LAT_OUT_OF_RANGE] | "{\\"provider_id\\":\\"p\\",\\"device_id\\":\\"d\\",\\"timestamp\\":1772362801,\\"lat\\":139.7,\\"lng\\":35.6}"
                3        | [MALFORMED_JSON]   | oops
                """);
    }

    @Test
    void parquetWithANestedLocationAndItsOwnTypesIsReadByName() throws IOException {
        Path folder = landing.folder().resolve("written");
        spark.sql(
                        "select 'p' provider_id, 7L device_id, timestamp'2026-03-01 11:00:00.123456' timestamp, "
                                + "named_struct('lat', 52.5d, 'lng', cast(13.4 as decimal(9,6)), 'speed', 3.5f) location, "
                                + "array('t1', 't2') trip_ids, 55Y battery_percent union all "
                                + "select 'p', 8L, null, named_struct('lat', double('NaN'), 'lng', null, 'speed', null), array(), null")
                .coalesce(1)
                .write()
                .parquet(folder.toString());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.parquet")) {
            Files.copy(files.iterator().next(), landing.folder().resolve("a.parquet"));
        }
        Dataset<Row> landed = read(PARSER, LandingFormat.PARQUET, landing.listed("a.parquet"));
        assertThatRows(pings(landed)).hasRows("""
                device_id | timestamp                   | lat  | lng  | speed | trip_ids | battery_percent | source_position
                7         | 2026-03-01T11:00:00.123456Z | 52.5 | 13.4 | 3.5   | [t1, t2] | 55              | 1
                """);
        assertThatRows(refusals(landed)).hasRows("""
                position | reasons                                      | raw
                2        | [MISSING_TIMESTAMP, MISSING_LNG, NOT_FINITE] | "{\\"provider_id\\":\\"p\\",\\"device_id\\":8,\\"timestamp\\":null,\\"location\\":{\\"lat\\":\\"NaN\\",\\"lng\\":null,\\"speed\\":null},\\"trip_ids\\":[],\\"battery_percent\\":null}"
                """);
    }

    @Test
    void aMappingThatDoesNotFitFailsTheFile() {
        Dataset<Row> landed = read(PARSER, LandingFormat.CSV, landing.write("a.csv", "id,ts\n1,2\n"));
        Row end = ends(landed).head();
        assertThat(end.<String>getAs("failure")).isEqualTo(Landing.MAPPING);
        assertThat(end.<String>getAs("message"))
                .startsWith("The file has no column provider_id.")
                .contains("lat=<one of id, ts>");
        assertThat(end.<Long>getAs("records")).isZero();
    }

    /** Every line that is not blank is a record, and every record a ping or a refusal, whatever was done to its bytes. */
    @Test
    void noRecordOfBrokenJsonIsLostOrMadeUp() {
        Property.check(4, random -> {
            byte[] text = mutated(random, 5_000, LandedPingsTest::jsonLine);
            LandedFile file = landing.write("a.json", text);
            assertThat(positions(read(PARSER, LandingFormat.JSON, file))).isEqualTo(nonBlankLines(text));
        });
    }

    /** That the records of a CSV file cover all of its lines is a matter of the reader, and tested there. */
    @Test
    void noRecordOfBrokenCsvIsLostOrMadeUp() {
        PingParser parser = PARSER.withProviderId("p");
        Property.check(4, random -> {
            String text = "device_id,timestamp,lat,lng,mode\n"
                    + new String(mutated(random, 5_000, LandedPingsTest::csvLine), ISO_8859_1);
            LandedFile file = landing.write("a.csv", text.getBytes(ISO_8859_1));
            assertThat(positions(read(parser, LandingFormat.CSV, file))).doesNotHaveDuplicates();
        });
    }

    private interface LineWriter {
        String line(RandomGenerator random);
    }

    private static String jsonLine(RandomGenerator random) {
        return "{\"provider_id\":\"p\",\"device_id\":\"d%d\",\"timestamp\":%d,\"lat\":%s,\"location\":{\"lng\":%s},\"trip_ids\":[\"t\u00E9\"]}"
                .formatted(
                        random.nextInt(9),
                        1_772_000_000L + random.nextInt(100_000),
                        random.nextDouble(90),
                        random.nextDouble(180));
    }

    private static String csvLine(RandomGenerator random) {
        return "d%d,%d,%s,%s,%s"
                .formatted(
                        random.nextInt(9),
                        1_772_000_000L + random.nextInt(100_000),
                        random.nextDouble(90),
                        random.nextDouble(180),
                        random.nextInt(10) == 0 ? "\"a,\"\"b\"\"\"" : "bus\u00E9");
    }

    /** Lines of which every third was damaged: bytes removed, doubled, or replaced by what hurts most. */
    private static byte[] mutated(RandomGenerator random, int lines, LineWriter writer) {
        byte[] harmful = {'"', ',', '{', '}', '[', '\\', '\n', '\r', 0, (byte) 0xFF, (byte) 0xC3, '-', 'e', '9', ' '};
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int i = 0; i < lines; i++) {
            byte[] line = writer.line(random).getBytes(UTF_8);
            int damaged = random.nextInt(3) == 0 ? random.nextInt(line.length) : -1;
            for (int at = 0; at < line.length; at++) {
                int kind = at == damaged ? random.nextInt(4) : 3;
                if (kind == 1 || kind == 3) {
                    text.write(line[at]);
                }
                if (kind == 1) {
                    text.write(line[at]);
                } else if (kind == 2) {
                    text.write(harmful[random.nextInt(harmful.length)]);
                }
            }
            text.write('\n');
        }
        return text.toByteArray();
    }

    /** The numbers of the lines that hold more than blanks. */
    private static List<Long> nonBlankLines(byte[] text) {
        List<Long> numbers = new ArrayList<>();
        long number = 0;
        for (String line : new String(text, UTF_8).split("\n", -1)) {
            number++;
            if (!line.isBlank()) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    /** The positions of all pings and refusals, sorted; their number is what the file's end says. */
    private static List<Long> positions(Dataset<Row> landed) {
        Dataset<Row> kept = landed.cache();
        try {
            List<Row> pings = pings(kept).select("source_position").collectAsList();
            List<Row> refusals = refusals(kept).select("position").collectAsList();
            Row end = ends(kept).collectAsList().get(0);
            assertThat(end.<String>getAs("failure")).isNull();
            assertThat(end.<Long>getAs("records")).isEqualTo(pings.size() + refusals.size());
            assertThat(pings).as("most records are not damaged").hasSizeGreaterThan(refusals.size());
            assertThat(refusals).hasSizeGreaterThan(100);
            return Stream.concat(pings.stream(), refusals.stream())
                    .map(row -> row.getLong(0))
                    .sorted()
                    .toList();
        } finally {
            kept.unpersist();
        }
    }

    private Dataset<Row> read(PingParser parser, LandingFormat format, LandedFile file) {
        return Landing.read(spark, List.of(file), format, parser);
    }

    private static Dataset<Row> pings(Dataset<Row> landed) {
        return landed.filter(col("row.ping").isNotNull()).select("row.ping.*");
    }

    private static Dataset<Row> refusals(Dataset<Row> landed) {
        return landed.filter(col("row.refusal").isNotNull()).select("row.refusal.*");
    }

    private static Dataset<Row> ends(Dataset<Row> landed) {
        return landed.filter(col(Landing.FILE_END).isNotNull()).select(Landing.FILE_END + ".*");
    }
}
