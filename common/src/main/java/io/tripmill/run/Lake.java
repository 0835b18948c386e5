package io.tripmill.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.delta.tables.DeltaTable;
import io.tripmill.job.CommitNote;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.FileWrite;
import io.tripmill.job.Inputs;
import io.tripmill.job.Location;
import io.tripmill.job.RunFailure;
import io.tripmill.job.Write;
import io.tripmill.job.Write.Upsert;
import io.tripmill.landing.LandedFile;
import io.tripmill.landing.Landing;
import io.tripmill.landing.LandingFormat;
import io.tripmill.landing.RecordParser;
import io.tripmill.schema.Field;
import io.tripmill.schema.Table;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The Delta tables of a lake. Every write is one commit that carries a note. */
public final class Lake {
    private final SparkSession spark;
    private final Storage storage;
    private final Layout layout;

    public Lake(SparkSession spark, Storage storage, Layout layout) {
        this.spark = spark;
        this.storage = storage;
        this.layout = layout;
    }

    /** Counts of an upsert: rows with a new key, rows that replaced a stored one, and input rows that are neither. */
    record Upserted(long inserted, long replaced, long duplicates) {
        Upserted and(long moreInserted) {
            return new Upserted(inserted + moreInserted, replaced, duplicates);
        }
    }

    CommitLog log(Table table) {
        return new CommitLog(storage, layout.of(table));
    }

    /** The newest version; empty if the table is not there yet. */
    public Optional<Long> version(Table table) {
        return log(table).version();
    }

    /** Rows that a plan has made itself; few. */
    Dataset<Row> rows(Table table, List<Row> rows) {
        return spark.createDataFrame(rows, table.schema()).coalesce(1);
    }

    /** The rows at a version; no rows if there is no version. */
    Dataset<Row> read(Table table, Optional<Long> version) {
        if (version.isEmpty()) {
            return spark.createDataFrame(List.of(), table.schema());
        }
        return conforming(table, stored(table, version.get()));
    }

    private Dataset<Row> stored(Table table, long version) {
        return spark.read()
                .format("delta")
                .option("versionAsOf", version)
                .load(layout.of(table).uri());
    }

    /** The rows as they stand. */
    public Dataset<Row> read(Table table) {
        return read(table, version(table));
    }

    /** The number of rows at a version, from the table's log; where that does not tell, they are counted. */
    long rowCount(Table table, Optional<Long> version) {
        return version.isEmpty()
                ? 0
                : new LoggedRows(log(table), table.name()).at(version.get()).orElseGet(() -> read(table, version)
                        .count());
    }

    /**
     * Makes these rows the table.
     *
     * @param judgedAgainst the version of the table that stood when the run began; a run that another one has overtaken is refused
     */
    void replaceAll(Table table, Dataset<Row> rows, Optional<Long> judgedAgainst, CommitNote note) {
        onlyAfter(table, judgedAgainst, note, guard -> writer(table, rows, note)
                .options(guard)
                .mode(SaveMode.Overwrite)
                // Nothing of an older table stays, so its columns need not either.
                .option("overwriteSchema", "true")
                .save(layout.of(table).uri()));
    }

    /**
     * Replaces the rows of some service dates; rows of other dates stay.
     *
     * @param judgedAgainst the version of the table that stood when the run began; a run that another one has overtaken is refused
     */
    void replaceDates(Write.ReplaceDates replacement, Optional<Long> judgedAgainst, CommitNote note) {
        Table table = replacement.table();
        boolean isPart = judgedAgainst.isPresent() && !replacement.dates().isAll();
        Dataset<Row> laidOut = isPart ? table.laidOutByDate(replacement.rows()) : table.laidOut(replacement.rows());
        onlyAfter(table, judgedAgainst, note, guard -> {
            DataFrameWriter<Row> writer =
                    writerAsTheyAre(table, laidOut, note).options(guard).mode(SaveMode.Overwrite);
            (isPart
                            ? writer.option("replaceWhere", replacement.dates().condition())
                            : writer.option("overwriteSchema", "true"))
                    .save(layout.of(table).uri());
        });
    }

    /**
     * Writes the rows of a version anew, in the table's own order; nothing of them changes, and the change feed says so.
     *
     * @param judgedAgainst the version of the rows; a rewrite that another run has overtaken is refused
     */
    void rewrite(Table table, Dataset<Row> laidOut, long judgedAgainst, UpkeepNote note) {
        StructType stored = stored(table, judgedAgainst).schema();
        // A commit that changes nothing can't bring a column either.
        Column[] held = table.fields().stream()
                .filter(field -> names(stored, field))
                .map(Field::col)
                .toArray(Column[]::new);
        settingGuard(judgedAgainst, note, () -> table.conform(laidOut)
                .select(held)
                .write()
                .format("delta")
                .mode(SaveMode.Overwrite)
                .option("dataChange", "false")
                .option("maxRecordsPerFile", table.rowsPerFile())
                .save(layout.of(table).uri()));
        refuseOvertaken(table, judgedAgainst, note);
    }

    /** Removes rows; a removal that another run has overtaken is refused. */
    void delete(Table table, Column condition, long judgedAgainst, UpkeepNote note) {
        settingGuard(judgedAgainst, note, () -> DeltaTable.forPath(
                        spark, layout.of(table).uri())
                .delete(condition));
        refuseOvertaken(table, judgedAgainst, note);
    }

    /**
     * Removes the rows that meet one of others. Told by a join, so that the commit does not keep the values that were looked for.
     *
     * @param isMeant over the table's columns, named {@code stored}, and the others', named {@code meant}
     */
    void deleteMatched(Table table, Dataset<Row> meant, Column isMeant, long judgedAgainst, UpkeepNote note) {
        settingGuard(judgedAgainst, note, () -> DeltaTable.forPath(
                        spark, layout.of(table).uri())
                .as("stored")
                .merge(meant.as("meant"), isMeant)
                .whenMatched()
                .delete()
                .execute());
        refuseOvertaken(table, judgedAgainst, note);
    }

    private void settingGuard(long judgedAgainst, UpkeepNote note, Runnable action) {
        withSettings(
                Map.of(
                        "spark.databricks.delta.commitInfo.userMetadata",
                        note.toJson(),
                        "spark.databricks.delta.write.txnAppId",
                        "tripmill",
                        "spark.databricks.delta.write.txnVersion",
                        Long.toString(judgedAgainst + 1)),
                action);
    }

    private void refuseOvertaken(Table table, long judgedAgainst, UpkeepNote note) {
        if (!log(table).isOfUpkeep(judgedAgainst + 1, note)) {
            throw overtaken(table);
        }
    }

    /** The service dates that hold rows at a version. */
    List<LocalDate> dates(Table table, Optional<Long> version) {
        return distinctDates(read(table, version));
    }

    /**
     * The service dates that lost, gained or changed a row in the commits after one version, up to another. Spark throws where the
     * table has no change feed that reaches back that far.
     */
    List<LocalDate> datesTouched(Table table, long after, long upTo) {
        return distinctDates(changes(table, after, upTo));
    }

    /**
     * The service dates whose rows are others at one version than at an earlier one; rows that were replaced by their like in between
     * are not. Spark throws where the table has no change feed that reaches back that far.
     */
    List<LocalDate> datesChanged(Table table, long after, long upTo) {
        Column sign = when(col(Inputs.CHANGE).isin(Inputs.DELETED, Inputs.REPLACED), lit(-1))
                .otherwise(lit(1));
        return distinctDates(changes(table, after, upTo)
                .groupBy(table.fields().stream().map(Field::col).toArray(Column[]::new))
                .agg(sum(sign).as("more"))
                .filter(col("more").notEqual(0)));
    }

    /** The table's columns; one that rows may lack is null where a table was made before it was thought of. */
    private Dataset<Row> conforming(Table table, Dataset<Row> rows) {
        refuseOtherColumns(table, rows.schema());
        return rows.select(table.fields().stream()
                .map(field -> has(rows.schema(), field) ? field.col() : field.isNull())
                .toArray(Column[]::new));
    }

    /** The change feed of the commits after one version, up to another. Spark throws, at the latest while reading, where it does not reach. */
    Dataset<Row> changes(Table table, long after, long upTo) {
        Dataset<Row> feed = spark.read()
                .format("delta")
                .option("readChangeFeed", "true")
                .option("startingVersion", after + 1)
                .option("endingVersion", upTo)
                .load(layout.of(table).uri());
        Map<String, Column> missing = table.fields().stream()
                .filter(field -> !field.required() && !names(feed.schema(), field))
                .collect(Collectors.toMap(Field::name, Field::isNull));
        return missing.isEmpty() ? feed : feed.withColumns(missing);
    }

    private static List<LocalDate> distinctDates(Dataset<Row> rows) {
        return rows.select(col("service_date")).distinct().collectAsList().stream()
                .map(row -> row.getLocalDate(0))
                .toList();
    }

    /**
     * Replaces the rows of the note's landing files, if it has any; other rows stay.
     *
     * @param judgedAgainst the version of the table that stood when the run began; a run that another one has overtaken is refused
     */
    void replaceFiles(Write.ReplaceFiles replacement, Optional<Long> judgedAgainst, CommitNote note) {
        if (note.files().isEmpty()) {
            return;
        }
        Table table = replacement.table();
        String names = note.files().stream().map(file -> quoted(file.uri())).collect(Collectors.joining(", "));
        String ofTheseFiles = replacement.fileColumn().name() + " IN (" + names + ")";
        onlyAfter(table, judgedAgainst, note, guard -> {
            DataFrameWriter<Row> writer =
                    writer(table, replacement.rows(), note).options(guard).mode(SaveMode.Overwrite);
            (judgedAgainst.isPresent() ? writer.option("replaceWhere", ofTheseFiles) : writer)
                    .save(layout.of(table).uri());
        });
    }

    /** Stores the rows of a run in place of those that an earlier attempt of it left. Others may write at the same time. */
    void replaceRun(Table table, Field runColumn, List<Row> rows, CommitNote note) {
        Column isOfRun = runColumn.col().equalTo(note.runId());
        boolean wasTriedBefore =
                version(table).isPresent() && !read(table).filter(isOfRun).isEmpty();
        DataFrameWriter<Row> writer = writerAsTheyAre(
                table, spark.createDataFrame(rows, table.schema()).coalesce(1), note);
        (wasTriedBefore
                        ? writer.mode(SaveMode.Overwrite)
                                .option("replaceWhere", runColumn.name() + " = " + quoted(note.runId()))
                        : writer.mode(SaveMode.Append))
                .save(layout.of(table).uri());
    }

    /**
     * Makes a table what it was at an older version; a table that was not there then becomes empty, and counts as never written.
     *
     * @param stands the version that stands; if another commit came since, nothing is changed
     */
    void restore(Table table, Optional<Long> version, long stands, CommitNote note) {
        if (version.isEmpty()) {
            replaceAll(table, spark.createDataFrame(List.of(), table.schema()), Optional.of(stands), note);
            return;
        }
        withSettings(
                Map.of("spark.databricks.delta.commitInfo.userMetadata", CommitLog.write(note)),
                () -> DeltaTable.forPath(spark, layout.of(table).uri()).restoreToVersion(version.get()));
        if (log(table)
                .versionOf(note.id(), stands)
                .filter(made -> made == stands + 1)
                .isEmpty()) {
            throw new RunFailure(
                    ErrorCode.CONFLICT,
                    "Another run wrote to " + table + " while it was restored to version " + version.get() + ".",
                    "Run the other job again: it goes on from what is there now.");
        }
    }

    /** The rows of a Delta table, or of Parquet files, in a folder that is no table of the lake. */
    Dataset<Row> readFolder(Location folder) {
        if (storage.names(folder).isEmpty()) {
            throw new RunFailure(
                    ErrorCode.INPUT_MISSING,
                    "There is no folder with files at '" + folder + "', and no table of that name.",
                    "Check its spelling.");
        }
        boolean isDelta = storage.names(folder).contains("_delta_log");
        return spark.read().format(isDelta ? "delta" : "parquet").load(folder.uri());
    }

    /** Writes a file that leaves the lake. */
    void write(FileWrite file) {
        storage.write(file.file(), file.bytes());
    }

    /** The records of files that are no table of the lake. */
    Dataset<Row> readRecords(List<LandedFile> files, LandingFormat format, RecordParser parser) {
        return Landing.read(spark, files, format, parser);
    }

    /** The landing files that a table has consumed. */
    ConsumedFiles consumedFiles(Table table) {
        return new ConsumedFiles(storage, log(table), layout.control("consumed_files/" + table.name()));
    }

    /**
     * Refuses to store rows that were judged against a version which is not the newest any more: an append conflicts with nothing, so
     * two runs that read the same landing files would both store them; and of two runs that replace the same dates, the one that read
     * older rows might be the last. Delta's transaction identifiers, meant for streams, do
     * conflict; where the other run had ended before, Delta leaves this write out without a word, so its commit is looked for.
     */
    private void onlyAfter(Table table, Optional<Long> judgedAgainst, CommitNote note, Guarded write) {
        write.carryOut(Map.of("txnAppId", "tripmill", "txnVersion", Long.toString(judgedAgainst.orElse(-1L) + 1)));
        if (log(table).versionOf(note.id(), judgedAgainst.orElse(-1L)).isEmpty()) {
            throw overtaken(table);
        }
    }

    private static RunFailure overtaken(Table table) {
        return new RunFailure(
                ErrorCode.CONFLICT,
                "Another run wrote to " + table + " while this one was reading.",
                "Run again; what the other run has consumed is left out then.");
    }

    /** A write that hands these options on to Delta. */
    @FunctionalInterface
    private interface Guarded {
        void carryOut(Map<String, String> options);
    }

    /**
     * Stores the rows that have a new key or are better than the stored one. Where none replaces a stored row the new ones are
     * appended, in the table's own order; a merge would scatter them.
     *
     * @param judgedAgainst the version of the table that the verdicts are about; a run that another one has overtaken is refused
     * @param inputRows how many rows the judged ones stand for, if that is known; another number is refused before anything is stored
     */
    Upserted upsert(Upsert upsert, Optional<Long> judgedAgainst, OptionalLong inputRows, CommitNote note) {
        Table table = upsert.table();
        try (Kept kept = Kept.of(upsert.rows())) {
            Dataset<Row> judged = kept.rows();
            Upserted ofJudged = counts(judged);
            Upserted counts = ofJudged.and(upsert.alone().map(Dataset::count).orElse(0L));
            if (inputRows.isPresent() && counts.inserted() + counts.duplicates() != inputRows.getAsLong()) {
                throw new RunFailure(
                        ErrorCode.INTERNAL,
                        inputRows.getAsLong() + " rows were read for " + table + ", but "
                                + (counts.inserted() + counts.duplicates()) + " came to be stored; nothing was.",
                        "Run again; if it happens again, report it with the run's JSON.");
            }
            if (counts.replaced() == 0) {
                // Few rows in many partitions would have Spark sample the ranges twice.
                long parts = 1 + ofJudged.inserted() / table.rowsPerFile();
                Dataset<Row> inserts = judged.filter(col(Upsert.VERDICT).equalTo(Upsert.INSERT))
                        .select(table.columns())
                        .coalesce((int) Math.min(parts, Integer.MAX_VALUE));
                Dataset<Row> laidOut =
                        table.laidOut(upsert.alone().map(inserts::union).orElse(inserts), counts.inserted());
                onlyAfter(table, judgedAgainst, note, guard -> writerAsTheyAre(table, laidOut, note)
                        .mode(SaveMode.Append)
                        .options(guard)
                        .save(layout.of(table).uri()));
            } else {
                Dataset<Row> taken =
                        judged.filter(col(Upsert.VERDICT).notEqual(Upsert.DROP)).select(table.columns());
                Dataset<Row> changes = upsert.alone().map(taken::union).orElse(taken);
                onlyAfter(table, judgedAgainst, note, guard -> merge(upsert, changes, guard, note));
            }
            return counts;
        }
    }

    private static Upserted counts(Dataset<Row> judged) {
        Map<String, long[]> byVerdict = new HashMap<>();
        judged.groupBy(col(Upsert.VERDICT))
                .agg(count(lit(1)), sum(col(Upsert.COPIES)))
                .collectAsList()
                .forEach(row -> byVerdict.put(row.getString(0), new long[] {row.getLong(1), row.getLong(2)}));
        long[] none = {0, 0};
        long inserted = byVerdict.getOrDefault(Upsert.INSERT, none)[0];
        long replaced = byVerdict.getOrDefault(Upsert.REPLACE, none)[0];
        long copies = byVerdict.values().stream().mapToLong(counts -> counts[1]).sum();
        return new Upserted(inserted, replaced, copies - inserted);
    }

    private void merge(Upsert upsert, Dataset<Row> changes, Map<String, String> guard, CommitNote note) {
        Column sameRow = upsert.matchedBy().stream()
                .map(field -> col("stored." + field.name()).eqNullSafe(col("new." + field.name())))
                .reduce(Column::and)
                .orElseThrow();
        boolean keepsItsDate =
                upsert.matchedBy().stream().anyMatch(field -> field.name().equals("service_date"));
        // Said with values too, so that files of other dates are not searched for the rows.
        Column condition =
                keepsItsDate ? sameRow.and(col("stored.service_date").isInCollection(distinctDates(changes))) : sameRow;
        Map<String, Column> values = upsert.table().fields().stream()
                .collect(Collectors.toMap(Field::name, field -> col("new." + field.name())));
        Map<String, String> settings = new HashMap<>();
        settings.put("spark.databricks.delta.commitInfo.userMetadata", CommitLog.write(note));
        settings.put("spark.databricks.delta.schema.autoMerge.enabled", "true");
        guard.forEach((name, value) -> settings.put("spark.databricks.delta.write." + name, value));
        withSettings(settings, () -> DeltaTable.forPath(
                        spark, layout.of(upsert.table()).uri())
                .as("stored")
                .merge(changes.as("new"), condition)
                .whenMatched()
                .update(values)
                .whenNotMatched()
                .insert(values)
                .execute());
    }

    /** A merge has no options of its own; it takes them from the session. */
    void withSettings(Map<String, String> settings, Runnable action) {
        Map<String, Optional<String>> before = new HashMap<>();
        settings.keySet()
                .forEach(name ->
                        before.put(name, Optional.ofNullable(spark.conf().get(name, null))));
        settings.forEach(spark.conf()::set);
        try {
            action.run();
        } finally {
            before.forEach((name, value) -> value.ifPresentOrElse(
                    text -> spark.conf().set(name, text), () -> spark.conf().unset(name)));
        }
    }

    /** As {@link #writerAsTheyAre}, of the rows laid out by the columns that prune. */
    private static DataFrameWriter<Row> writer(Table table, Dataset<Row> rows, CommitNote note) {
        return writerAsTheyAre(table, table.laidOut(rows), note);
    }

    /** A writer whose commit carries the note, and which makes the table with its properties if it is not there. */
    private static DataFrameWriter<Row> writerAsTheyAre(Table table, Dataset<Row> rows, CommitNote note) {
        DataFrameWriter<Row> writer = table.conform(rows.select(table.columns()))
                .write()
                .format("delta")
                .option("userMetadata", CommitLog.write(note))
                .option("maxRecordsPerFile", table.rowsPerFile())
                // A column that the table was made without comes with the first rows that have it.
                .option("mergeSchema", "true")
                .option("delta.enableChangeDataFeed", Boolean.toString(table.changeFeed()))
                // Commits name the landing files they consumed; checkpoints of that are made long before.
                .option("delta.logRetentionDuration", "interval 3650 days");
        return table.pruning().isEmpty()
                ? writer
                : writer.option(
                        "delta.dataSkippingStatsColumns",
                        table.pruning().stream().map(Field::name).collect(Collectors.joining(",")));
    }

    private void refuseOtherColumns(Table table, StructType stored) {
        String missing = table.fields().stream()
                .filter(field -> field.required() || names(stored, field))
                .filter(field -> !has(stored, field))
                .map(field -> field.name() + " " + field.type().simpleString())
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new RunFailure(
                    ErrorCode.TABLE_DIFFERS,
                    "The table " + table + " at '" + layout.of(table) + "' lacks " + missing + ".",
                    "Find out who altered it; restore an older version of the table, or write to another lake.");
        }
    }

    private static boolean names(StructType stored, Field field) {
        return List.of(stored.fieldNames()).contains(field.name());
    }

    private static boolean has(StructType stored, Field field) {
        for (StructField column : stored.fields()) {
            if (column.name().equals(field.name())) {
                return column.dataType().asNullable().sameType(field.type().asNullable());
            }
        }
        return false;
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
