package io.tripmill.run;

import static io.tripmill.testkit.PlanAssert.assertThatPlanOf;
import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.job.CommitNote;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Location;
import io.tripmill.job.RunFailure;
import io.tripmill.job.ServiceDates;
import io.tripmill.job.Write;
import io.tripmill.job.Write.Upsert;
import io.tripmill.landing.LandedFile;
import io.tripmill.schema.Field;
import io.tripmill.schema.Layer;
import io.tripmill.schema.Table;
import io.tripmill.testkit.SparkTest;
import io.tripmill.testkit.TextTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
class LakeTest {
    private static final Field ID = Field.required("id", DataTypes.StringType, "Tells things apart.");
    private static final Field SIZE = Field.optional("size", DataTypes.DoubleType, "Metres.");
    private static final Field FILE = Field.required("source_file", DataTypes.StringType, "Where it came from.");
    private static final Field SERVICE_DATE = Field.required("service_date", DataTypes.DateType, "The day.");
    private static final Table THINGS = Table.of(
                    "things", Layer.SILVER, "A thing.", List.of(ID, SIZE, FILE, SERVICE_DATE), List.of(ID))
            .prunedBy(SERVICE_DATE, ID)
            .withChangeFeed();

    private final SparkSession spark;
    private final Storage storage;
    private Lake lake;
    private Path folder;

    LakeTest(SparkSession spark, @TempDir Path folder) {
        this.spark = spark;
        this.folder = folder;
        this.storage = new Storage(spark.sparkContext().hadoopConfiguration());
        this.lake = lake(folder);
    }

    @BeforeEach
    void freshLake(@TempDir Path fresh) {
        folder = fresh;
        lake = lake(fresh);
    }

    @AfterEach
    void theLogTellsHowManyRowsThereAre() {
        Optional<Long> newest = lake.version(THINGS);
        newest.ifPresent(version -> assertThat(new LoggedRows(lake.log(THINGS), THINGS.name()).at(version))
                .hasValue(spark.read()
                        .format("delta")
                        .load(folder.resolve("silver/things").toUri().toString())
                        .count()));
    }

    @Test
    void aTableThatIsNotThereIsEmptyAndHasNoVersion() {
        assertThat(lake.version(THINGS)).isEmpty();
        assertThatRows(lake.read(THINGS)).isEmpty();
        assertThat(lake.rowCount(THINGS, Optional.empty())).isZero();
    }

    @Test
    void aReplacementLeavesOnlyItsRowsAndEarlierVersionsCanBeRead() {
        lake.replaceAll(THINGS, things("a | 1.5 | f1 | 2026-01-01"), lake.version(THINGS), note("r1"));
        Optional<Long> first = lake.version(THINGS);
        lake.replaceAll(THINGS, things("b | -   | f1 | 2026-01-02"), lake.version(THINGS), note("r2"));

        assertThatRows(lake.read(THINGS)).hasRows("""
                id | size | source_file | service_date
                b  | -    | f1          | 2026-01-02
                """);
        assertThatRows(lake.read(THINGS, first)).hasRows("""
                id | size
                a  | 1.5
                """);
        assertThat(lake.rowCount(THINGS, first)).isEqualTo(1);
    }

    @Test
    void everyCommitTellsItsRunAndWhatItConsumed() {
        CommitNote note = new CommitNote(
                "c1",
                "r1",
                "ingest",
                Map.of("pings", 7L),
                Map.of("params_hash", "ab"),
                List.of(new LandedFile("s3://b/it's \"here\"", 12, 1_700_000_000_000_000L)),
                Map.of("things", new CommitNote.RowsAt(3, 40)));

        lake.replaceAll(THINGS, things("a | 1 | f1 | 2026-01-01"), lake.version(THINGS), note);

        assertThat(lake.log(THINGS).lastNote()).contains(note);
    }

    @Test
    void rowsOfTheNotesFilesAreReplacedAndOthersStay() {
        lake.replaceFiles(
                replacement("a | 1 | f'1 | 2026-01-01\nb | 1 | f'1 | 2026-01-01"),
                lake.version(THINGS),
                note("r1", "f'1"));
        lake.replaceFiles(replacement("c | 1 | f2 | 2026-01-01"), lake.version(THINGS), note("r2", "f2"));
        lake.replaceFiles(replacement("d | 1 | f'1 | 2026-01-02"), lake.version(THINGS), note("r3", "f'1", "f3"));

        assertThatRows(lake.read(THINGS)).hasRows("""
                id | source_file
                c  | f2
                d  | f'1
                """);
    }

    @Test
    void rowsOfSomeServiceDatesAreReplacedAndOthersStay() {
        replaceDates("a | 1 | f | 2026-01-01\nb | 1 | f | 2026-01-02\nc | 1 | f | 2026-01-03", "r1", 1, 2, 3);
        replaceDates("d | 1 | f | 2026-01-01\ne | 1 | f | 2026-01-04", "r2", 1, 3, 4);

        assertThatRows(lake.read(THINGS)).hasRows("""
                id | service_date
                d  | 2026-01-01
                b  | 2026-01-02
                e  | 2026-01-04
                """);
    }

    @Test
    void theChangeFeedTellsWhichServiceDatesWereTouched() {
        replaceDates("a | 1 | f | 2026-01-01\nb | 1 | f | 2026-01-02\nc | 1 | f | 2026-01-03", "r1", 1, 2, 3);
        long first = lake.version(THINGS).orElseThrow();
        replaceDates("", "r2", 3);
        upsert(judged("a | 1 | f | 2026-01-05", "replace", 1));

        assertThat(lake.datesTouched(THINGS, first, first + 1)).containsExactlyInAnyOrder(day(3));
        assertThat(lake.datesTouched(THINGS, first, first + 2)).containsExactlyInAnyOrder(day(1), day(3), day(5));
        assertThat(lake.dates(THINGS, lake.version(THINGS))).containsExactlyInAnyOrder(day(2), day(5));
    }

    @Test
    void aRunThatWasOvertakenReplacesNothing() {
        replaceDates("a | 1 | f | 2026-01-01", "r1", 1);
        Optional<Long> old = lake.version(THINGS);
        replaceDates("b | 1 | f | 2026-01-01", "r2", 1);

        Write.ReplaceDates late = replaceDates("a | 9 | f | 2026-01-01", 1);
        assertThatThrownBy(() -> lake.replaceDates(late, old, note("late")))
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CONFLICT));
        assertThatRows(lake.read(THINGS)).hasRows("""
                id | size
                b  | 1.0
                """);
    }

    @Test
    void newKeysAreAppendedBetterRowsReplaceAndOthersAreDropped() {
        Lake.Upserted first = upsert(judged("a | 1 | f1 | 2026-01-01", "insert", 3));
        Lake.Upserted second = upsert(
                judged("a | 9 | f2 | 2026-01-01", "drop", 2).union(judged("b | 2 | f2 | 2026-01-02", "insert", 1)));
        Lake.Upserted third = upsert(judged("a | 0.5 | f3 | 2026-01-01", "replace", 2)
                .union(judged("c | 3 | f3 | 2026-01-03", "insert", 1)));

        assertThat(first).isEqualTo(new Lake.Upserted(1, 0, 2));
        assertThat(second).isEqualTo(new Lake.Upserted(1, 0, 2));
        assertThat(third).isEqualTo(new Lake.Upserted(1, 1, 2));
        assertThatRows(lake.read(THINGS)).hasRows("""
                id | size | source_file
                a  | 0.5  | f3
                b  | 2.0  | f2
                c  | 3.0  | f3
                """);
    }

    @Test
    void theChangeFeedTellsWhichRowWasReplaced() {
        upsert(judged("a | 1 | f1 | 2026-01-01", "insert", 1));
        long before = lake.version(THINGS).orElseThrow();
        upsert(judged("a | 0.5 | f3 | 2026-01-01", "replace", 1));

        Dataset<Row> changes = spark.read()
                .format("delta")
                .option("readChangeFeed", "true")
                .option("startingVersion", before + 1)
                .load(folder + "/silver/things");

        assertThatRows(changes.withColumnRenamed("_change_type", "change")).hasRows("""
                change           | id | size
                update_preimage  | a  | 1.0
                update_postimage | a  | 0.5
                """);
    }

    @Test
    void rowsJudgedAgainstAnOlderVersionAreRefused() {
        upsert(judged("a | 1 | f1 | 2026-01-01", "insert", 1));
        Optional<Long> old = lake.version(THINGS);
        upsert(judged("b | 1 | f2 | 2026-01-01", "insert", 1));

        Upsert late = new Upsert(THINGS, List.of(ID), judged("b | 1 | f2 | 2026-01-01", "insert", 1));
        assertThatThrownBy(() -> lake.upsert(late, old, OptionalLong.of(1), note("late")))
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CONFLICT));
        assertThat(lake.rowCount(THINGS, lake.version(THINGS))).isEqualTo(2);
    }

    @Test
    void rowsThatGotLostAreMissedBeforeAnythingIsStored() {
        Upsert upsert = new Upsert(THINGS, List.of(ID), judged("a | 1 | f1 | 2026-01-01", "insert", 2));

        assertThatThrownBy(() -> lake.upsert(upsert, Optional.empty(), OptionalLong.of(3), note("r1")))
                .hasMessageStartingWith(
                        "[T-INTERNAL] 3 rows were read for things, but 2 came to be stored; nothing was.");
        assertThat(lake.version(THINGS)).isEmpty();
    }

    @Test
    void aPredicateOnTheServiceDateReadsOnlyTheFilesThatHoldIt() {
        for (int day = 1; day <= 3; day++) {
            upsert(judged("t" + day + " | 1 | f | 2026-01-0" + day, "insert", 1));
        }

        assertThatPlanOf(lake.read(THINGS)).readsFiles(3);
        assertThatPlanOf(lake.read(THINGS).filter(col("service_date").equalTo(lit(LocalDate.of(2026, 1, 2)))))
                .readsFiles(1);
        assertThatPlanOf(lake.read(THINGS)
                        .filter(ServiceDates.only(List.of(day(2), day(3))).condition()))
                .readsFiles(2);
    }

    @Test
    void aTableThatLostAColumnIsRefused() {
        spark.range(1).select(col("id").cast("string")).write().format("delta").save(folder + "/silver/things");

        assertThatThrownBy(() -> lake.read(THINGS))
                .hasMessageStartingWith("[T-TABLE-DIFFERS] The table things at")
                .hasMessageContaining("lacks source_file string, service_date date.");
    }

    @Test
    void aColumnOfAnotherTypeIsRefusedThoughRowsMayLackIt() {
        spark.sql("SELECT 'a' AS id, 1 AS size, 'f' AS source_file, DATE '2026-01-01' AS service_date")
                .write()
                .format("delta")
                .save(folder + "/silver/things");

        assertThatThrownBy(() -> lake.read(THINGS)).hasMessageContaining("lacks size double.");
    }

    @Test
    void aTableOfBeforeAColumnWasThoughtOfGetsItWithItsFirstRows() {
        makeWithoutSize("a", "b");
        assertThatRows(lake.read(THINGS)).hasRows("""
                id | size | source_file | service_date
                a  | -    | f           | 2026-01-01
                b  | -    | f           | 2026-01-01
                """);

        upsert(judged("c | 3.5 | g | 2026-01-02", Upsert.INSERT, 1));

        assertThatRows(lake.read(THINGS)).hasRows("""
                id | size | source_file | service_date
                a  | -    | f           | 2026-01-01
                b  | -    | f           | 2026-01-01
                c  | 3.5  | g           | 2026-01-02
                """);
        assertThat(lake.datesChanged(THINGS, 0, 1)).containsExactly(day(2));
    }

    @Test
    void suchATableIsMergedWithAndReplacedInToo() {
        makeWithoutSize("a", "b");
        assertThat(lake.changes(THINGS, -1, 0).select("id", "size").count()).isEqualTo(2);
        upsert(judged("a | 1.5 | g | 2026-01-01", Upsert.REPLACE, 1));
        assertThatRows(lake.read(THINGS)).hasRows("""
                id | size | source_file | service_date
                a  | 1.5  | g           | 2026-01-01
                b  | -    | f           | 2026-01-01
                """);

        makeWithoutSize("a", "b");
        replaceDates("b | 2.5 | g | 2026-01-01", "r2", 1);
        assertThatRows(lake.read(THINGS)).hasRows("""
                id | size | source_file | service_date
                b  | 2.5  | g           | 2026-01-01
                """);
    }

    @Test
    void suchATableIsWrittenAnewToo() {
        makeWithoutSize("a", "b");

        lake.rewrite(THINGS, lake.read(THINGS).coalesce(1), 0, new UpkeepNote("u1", UpkeepNote.Kind.REWRITE, "once"));

        assertThat(lake.version(THINGS)).hasValue(1L);
        assertThatRows(lake.read(THINGS)).hasRows("""
                id | size | source_file | service_date
                a  | -    | f           | 2026-01-01
                b  | -    | f           | 2026-01-01
                """);
    }

    private void makeWithoutSize(String... ids) {
        folder = folder.resolve("made-" + System.nanoTime());
        lake = lake(folder);
        spark.createDataset(List.of(ids), Encoders.STRING())
                .selectExpr("value AS id", "'f' AS source_file", "DATE '2026-01-01' AS service_date")
                .write()
                .format("delta")
                .option("delta.enableChangeDataFeed", "true")
                .save(folder + "/silver/things");
    }

    @Test
    void aTableThatLostAColumnIsMadeAnewByRowsThatReplaceAll() {
        spark.range(1).select(col("id").cast("string")).write().format("delta").save(folder + "/silver/things");

        lake.replaceAll(THINGS, things("a | 1.5 | f1 | 2026-01-01"), lake.version(THINGS), note("r1"));

        assertThatRows(lake.read(THINGS)).hasRows("""
                id | size | source_file | service_date
                a  | 1.5  | f1          | 2026-01-01
                """);
    }

    @Test
    void aLayoutSendsATableToAnotherPlace(@TempDir Path elsewhere) {
        Layout layout = new Layout(
                Location.of(folder.toString()),
                Map.of("things", Location.of(elsewhere.resolve("t").toString())));
        Lake moved = new Lake(spark, storage, layout);

        moved.replaceAll(THINGS, things("a | 1 | f1 | 2026-01-01"), moved.version(THINGS), note("r1"));

        assertThat(Files.isDirectory(elsewhere.resolve("t/_delta_log"))).isTrue();
        assertThat(lake.version(THINGS)).isEmpty();
    }

    private Lake lake(Path root) {
        return new Lake(spark, storage, Layout.of(Location.of(root.toString())));
    }

    private Lake.Upserted upsert(Dataset<Row> judged) {
        long inputRows = judged.agg(sum(Upsert.COPIES)).first().getLong(0);
        return lake.upsert(
                new Upsert(THINGS, List.of(ID), judged),
                lake.version(THINGS),
                OptionalLong.of(inputRows),
                note("r" + System.nanoTime()));
    }

    private Dataset<Row> judged(String line, String verdict, long copies) {
        return things(line).withColumn(Upsert.VERDICT, lit(verdict)).withColumn(Upsert.COPIES, lit(copies));
    }

    private void replaceDates(String lines, String runId, int... days) {
        lake.replaceDates(replaceDates(lines, days), lake.version(THINGS), note(runId));
    }

    private Write.ReplaceDates replaceDates(String lines, int... days) {
        ServiceDates dates =
                ServiceDates.only(IntStream.of(days).mapToObj(LakeTest::day).toList());
        return new Write.ReplaceDates(THINGS, things(lines), dates);
    }

    private static LocalDate day(int ofJanuary) {
        return LocalDate.of(2026, 1, ofJanuary);
    }

    private Write.ReplaceFiles replacement(String lines) {
        return new Write.ReplaceFiles(THINGS, FILE, things(lines));
    }

    private Dataset<Row> things(String lines) {
        return TextTable.rows(spark, THINGS, "id | size | source_file | service_date\n" + lines + "\n");
    }

    private static CommitNote note(String runId, String... files) {
        return new CommitNote(
                "commit-" + runId,
                runId,
                "test",
                Map.of(),
                Map.of(),
                List.of(files).stream().map(file -> new LandedFile(file, 1, 1)).toList(),
                Map.of());
    }
}
