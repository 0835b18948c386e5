package io.tripmill.landing;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.testkit.SparkJobCount;
import io.tripmill.testkit.SparkTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
class LandingTest {
    private final SparkSession spark;
    private final LandingFolder landing;

    LandingTest(SparkSession spark, @TempDir Path folder) {
        this.spark = spark;
        this.landing = new LandingFolder(folder);
    }

    /** Shows a record: its id, its position, and what kind of problem it has. */
    private record Echo() implements RecordParser {
        @Override
        public StructType schema() {
            return new StructType()
                    .add("id", DataTypes.StringType)
                    .add("position", DataTypes.LongType)
                    .add("problem", DataTypes.StringType);
        }

        @Override
        public Row parse(LandedRecord record) {
            String id = record.value("id") instanceof LandedValue.Text text ? text.text() : null;
            String problem = record.problem().map(found -> found.kind().name()).orElse(null);
            return RowFactory.create(id, record.position(), problem);
        }

        @Override
        public Optional<LocalDate> acceptedOn(Row row) {
            return row.isNullAt(2) ? Optional.of(LocalDate.parse("2026-03-01")) : Optional.empty();
        }

        @Override
        public Optional<String> problemWithColumns(List<String> columns) {
            return columns.contains("id") ? Optional.empty() : Optional.of("The file has no column id.");
        }
    }

    @Test
    void everyFileGivesItsRecordsAndOneEnd() {
        Dataset<Row> landed = read(
                LandingFormat.CSV,
                landing.write("a.csv", "id\na1\n\"a2"),
                landing.write("b.csv.gz", LandingFolder.gzipped("id\nb1\n")),
                landing.write("empty.csv", ""));
        assertThatRows(rows(landed)).hasRows("""
                id | position | problem
                a1 | 2        | -
                -  | 3        | MALFORMED_CSV
                b1 | 2        | -
                """);
        assertThatRows(ends(landed)).hasRows("""
                file         | records | failure | message
                a.csv        | 2       | -       | -
                b.csv.gz     | 1       | -       | -
                empty.csv    | 0       | -       | -
                """);
        assertThatRows(landed.filter(col(Landing.FILE_END).isNotNull())
                        .select(Landing.FILE_END + ".*")
                        .selectExpr("substring_index(source_file, '/', -1) as file", "refused", "service_dates"))
                .hasRows("""
                file      | refused | service_dates
                a.csv     | 1       | [2026-03-01]
                b.csv.gz  | 0       | [2026-03-01]
                empty.csv | 0       | []
                """);
    }

    @Test
    void theEndOfAFileComesAfterItsRows() {
        List<Row> rows = read(
                        LandingFormat.JSON,
                        IntStream.range(0, 7)
                                .mapToObj(i -> landing.write(i + ".json", "{\"id\": \"x\"}\n".repeat(i)))
                                .toArray(LandedFile[]::new))
                .select(Landing.SOURCE_FILE, Landing.FILE_END + ".records")
                .collectAsList();
        List<String> ended = new ArrayList<>();
        long records = 0;
        for (Row row : rows) {
            assertThat(ended).doesNotContain(row.getString(0));
            if (row.isNullAt(1)) {
                records++;
            } else {
                assertThat(records).isEqualTo(row.getLong(1));
                ended.add(row.getString(0));
                records = 0;
            }
        }
        assertThat(ended).hasSize(7);
    }

    @Test
    void aTruncatedGzipFailsTheFileWhereverItWasCut() {
        byte[] whole = LandingFolder.gzipped("{\"id\": \"x\"}\n".repeat(50));
        LandedFile[] cut = IntStream.range(0, whole.length)
                .mapToObj(length -> landing.write(length + ".json.gz", Arrays.copyOf(whole, length)))
                .toArray(LandedFile[]::new);
        Dataset<Row> ends = ends(read(LandingFormat.JSON, cut));
        assertThat(ends.filter(col("failure").equalTo(Landing.UNREADABLE)).count())
                .isEqualTo(whole.length);
    }

    @Test
    void aFileThatIsNotWhatItsNameSaysIsUnreadable() throws IOException {
        LandedFile missing = new LandedFile("file:" + landing.folder() + "/missing.json", 1, 0);
        LandedFile written = landing.write("changed.json", "{}");
        LandedFile changed = new LandedFile(written.uri(), written.lengthBytes() + 1, written.modifiedMicros());
        LandedFile touched = new LandedFile(written.uri(), written.lengthBytes(), written.modifiedMicros() + 1_000_000);
        LandedFile noGzip = landing.write("text.json.gz", "{\"id\": \"x\"}");
        LandedFile noZstd = landing.write("text.json.zst", "{\"id\": \"x\"}");
        for (LandedFile file : List.of(missing, changed, touched, noGzip, noZstd)) {
            Row end = ends(read(LandingFormat.JSON, file)).head();
            assertThat(end.<String>getAs("failure")).as(file.uri()).isEqualTo(Landing.UNREADABLE);
            assertThat(end.<String>getAs("message"))
                    .endsWith(".")
                    .doesNotContain("\n")
                    .doesNotContain("Exception");
        }
        assertThat(ends(read(LandingFormat.JSON, changed)).head().<String>getAs("message"))
                .isEqualTo("it has changed since it was listed.");
    }

    @Test
    void columnsThatDoNotFitFailTheFileBeforeItsFirstRecord() {
        Dataset<Row> landed =
                read(LandingFormat.CSV, landing.write("a.csv", "device\na1\n"), landing.write("b.csv", "id\nb1\n"));
        assertThatRows(rows(landed)).hasRows("""
                id | position | problem
                b1 | 2        | -
                """);
        assertThatRows(ends(landed)).hasRows("""
                file  | records | failure | message
                a.csv | 0       | MAPPING | The file has no column id.
                b.csv | 1       | -       | -
                """);
    }

    @Test
    void bzip2IsReadToo() throws IOException {
        var codec = new org.apache.hadoop.io.compress.BZip2Codec();
        codec.setConf(spark.sparkContext().hadoopConfiguration());
        var bytes = new java.io.ByteArrayOutputStream();
        try (var out = codec.createOutputStream(bytes)) {
            out.write("{\"id\": \"x\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        Dataset<Row> landed = read(LandingFormat.JSON, landing.write("a.json.bz2", bytes.toByteArray()));
        assertThat(rows(landed).head().<String>getAs("id")).isEqualTo("x");
    }

    @Test
    void planningStartsNoSparkJob() {
        LandedFile file = landing.write("a.json", "{}");
        assertThat(SparkJobCount.jobsStartedBy(spark, () -> read(LandingFormat.JSON, file)))
                .isZero();
    }

    @Test
    void noFilesGiveNoRows() {
        assertThatRows(read(LandingFormat.JSON)).isEmpty();
    }

    @Test
    void aReaderMayStopInTheMiddleOfAFile() {
        LandedFile file = landing.write("a.json", "{\"id\": \"x\"}\n".repeat(1000));
        assertThat(read(LandingFormat.JSON, file).limit(3).collectAsList()).hasSize(3);
    }

    private Dataset<Row> read(LandingFormat format, LandedFile... files) {
        return Landing.read(spark, List.of(files), format, new Echo());
    }

    private static Dataset<Row> rows(Dataset<Row> landed) {
        return landed.filter(col(Landing.ROW).isNotNull()).select(Landing.ROW + ".*");
    }

    private static Dataset<Row> ends(Dataset<Row> landed) {
        return landed.filter(col(Landing.FILE_END).isNotNull())
                .select(Landing.FILE_END + ".*")
                .selectExpr("substring_index(source_file, '/', -1) as file", "records", "failure", "message");
    }
}
