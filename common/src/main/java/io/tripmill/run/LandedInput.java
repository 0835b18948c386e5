package io.tripmill.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.when;

import io.tripmill.job.Args;
import io.tripmill.job.Arrived;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.LakeProperties;
import io.tripmill.job.LandingJob;
import io.tripmill.job.LandingJob.OnBadFile;
import io.tripmill.job.Location;
import io.tripmill.job.Param;
import io.tripmill.job.RunFailure;
import io.tripmill.landing.LandedFile;
import io.tripmill.landing.Landing;
import io.tripmill.landing.LandingFormat;
import io.tripmill.schema.Field;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The landing files of one run, read once and kept until the run ends.
 *
 * @param consumed the files that could be read to their end
 * @param refused the others, by URI, with the reason
 * @param kept everything that was read, kept until the close
 * @param rows the parser's rows of the consumed files
 * @param recordsRead records in the consumed files
 * @param recordsRefused those of them that were refused
 * @param serviceDates the service dates of the others
 * @param filesWithoutGoodRecord consumed files that hold records, all of them refused
 */
record LandedInput(
        List<LandedFile> consumed,
        Map<String, String> refused,
        Kept kept,
        Dataset<Row> rows,
        long recordsRead,
        long recordsRefused,
        List<LocalDate> serviceDates,
        List<String> filesWithoutGoodRecord)
        implements AutoCloseable {

    private static final int MOST_FILES_TOLD = 20;

    /** From so many rows on, telling those apart that have copies saves more than its Spark jobs cost. */
    private static final int MANY = 20_000;

    /** Where every fourth row has a copy there is little to gain from telling the others apart. */
    private static final int ROWS_A_COPY = 4;

    private static final double FALSELY_KNOWN = 0.01;

    /** There may be ten times as many stored rows as landed ones. */
    private static final double STORED_FALSELY_KNOWN = FALSELY_KNOWN / 10;

    /** The files that a parameter names, each once, in the order of their URIs. */
    static List<LandedFile> list(Storage storage, Param<List<Location>> param, Args args) {
        List<Location> places = args.get(param);
        Map<String, LandedFile> files = new LinkedHashMap<>();
        for (Location place : places) {
            for (FileStatus status : storage.files(place)) {
                LandedFile file = LandedFile.of(status);
                files.put(file.uri(), file);
            }
        }
        if (files.isEmpty()) {
            throw new RunFailure(
                    ErrorCode.INPUT_MISSING,
                    "No file matches " + param + " "
                            + places.stream().map(Location::toString).collect(Collectors.joining(",")) + ".",
                    "Check the URI, or wait until the files have landed.");
        }
        return files.values().stream()
                .sorted(Comparator.comparing(LandedFile::uri))
                .toList();
    }

    /** What lies at a place; only as many files are opened as it takes to find a record. */
    static Arrived arrived(Storage storage, Location place, LandingFormat format) {
        List<LandedFile> files =
                storage.files(place).stream().map(LandedFile::of).toList();
        return new Arrived(
                files.size(),
                files.stream().mapToLong(LandedFile::lengthBytes).sum(),
                files.stream()
                        .map(LandedFile::modifiedMicros)
                        .max(Comparator.naturalOrder())
                        .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS)),
                files.stream().anyMatch(file -> storage.mayHoldRecords(file, format)));
    }

    static LandedInput read(SparkSession spark, LandingJob job, Args args, LakeProperties lake, FilesToRead files) {
        Kept all = Kept.of(Landing.read(spark, files.files(), args.get(LandingJob.FORMAT), job.parser(args, lake)));
        try {
            return judge(job, args, files, all);
        } catch (RuntimeException e) {
            all.close();
            throw e;
        }
    }

    private static LandedInput judge(LandingJob job, Args args, FilesToRead files, Kept all) {
        Map<String, String> refused = new LinkedHashMap<>(files.gone());
        long read = 0;
        long refusedRecords = 0;
        Set<LocalDate> dates = new TreeSet<>();
        List<String> withoutGoodRecord = new ArrayList<>();
        for (Row end : all.rows()
                .filter(col(Landing.FILE_END).isNotNull())
                .select(Landing.FILE_END + ".*")
                .orderBy("source_file")
                .collectAsList()) {
            String failure = end.getAs("failure");
            if (failure == null) {
                long records = end.<Long>getAs("records");
                long ofThemRefused = end.<Long>getAs("refused");
                read += records;
                refusedRecords += ofThemRefused;
                dates.addAll(end.getList(end.fieldIndex("service_dates")));
                if (records > 0 && records == ofThemRefused) {
                    withoutGoodRecord.add(end.getAs("source_file"));
                }
            } else if (failure.equals(Landing.MAPPING)) {
                throw new RunFailure(
                        ErrorCode.MAPPING,
                        "'" + end.getAs("source_file") + "': " + end.getAs("message"),
                        "Nothing was published.");
            } else {
                refused.put(end.getAs("source_file"), end.getAs("message"));
            }
        }
        if (!refused.isEmpty() && args.get(LandingJob.ON_BAD_FILE) == OnBadFile.FAIL) {
            throw badFiles(job, refused);
        }
        List<LandedFile> consumed = files.files().stream()
                .filter(file -> !refused.containsKey(file.uri()))
                .toList();
        Dataset<Row> rows = rowsOfWholeFiles(all.rows(), refused.keySet());
        return new LandedInput(
                consumed,
                refused,
                all,
                rows.drop(Landing.SOURCE_FILE),
                read,
                refusedRecords,
                List.copyOf(dates),
                List.copyOf(withoutGoodRecord));
    }

    /**
     * The rows of the files that were read to their end. Spark may read a file again, where it lost what it kept; a file that can't be
     * read then fails the task, and in the end the run, before anything of it is stored.
     */
    private static Dataset<Row> rowsOfWholeFiles(Dataset<Row> all, Set<String> refused) {
        Column isRefused = col(Landing.SOURCE_FILE).isInCollection(new ArrayList<>(refused));
        Column isLost = col(Landing.FILE_END + ".failure").isNotNull().and(not(isRefused));
        return all.filter(when(
                                isLost,
                                raise_error(concat(
                                                lit("a landing file can't be read again: "),
                                                col(Landing.FILE_END + ".message")))
                                        .cast("boolean"))
                        .otherwise(col(Landing.ROW).isNotNull().and(not(isRefused))))
                .select(col(Landing.ROW + ".*"), col(Landing.SOURCE_FILE));
    }

    private static RunFailure badFiles(LandingJob job, Map<String, String> refused) {
        String files = refused.entrySet().stream()
                .limit(MOST_FILES_TOLD)
                .map(file -> "'" + file.getKey() + "' can't be read to its end: " + file.getValue())
                .collect(Collectors.joining(" "));
        int more = refused.size() - MOST_FILES_TOLD;
        return new RunFailure(
                ErrorCode.BAD_FILE,
                files + (more > 0 ? " And " + more + " more files." : ""),
                "Nothing was published. Have them sent again, or run "
                        + job.spec().name() + " with --on-bad-file skip.");
    }

    /** The keys of the accepted rows; empty if there are none. Starts a Spark job. */
    Optional<KeyFilter> keys(LandingJob job, LakeProperties lake) {
        return accepted() == 0
                ? Optional.empty()
                : Optional.of(KeyFilter.of(hashes(job, lake), accepted(), FALSELY_KNOWN));
    }

    /**
     * The keys that two accepted rows have, or an accepted one and a stored one, and few others. So of many rows, landed or stored,
     * nearly none has to be compared with others. Empty if so few rows were accepted that comparing all of them costs less. Starts a
     * Spark job, and one more if rows are stored.
     *
     * @param stored rows that accepted ones may meet
     */
    Optional<KeyFilter> keysOfCopies(LandingJob job, LakeProperties lake, Optional<Dataset<Row>> stored) {
        if (accepted() < MANY) {
            return Optional.empty();
        }
        Dataset<Row> landed = hashes(job, lake);
        Dataset<Row> copies = KeyFilter.repeated(landed);
        if (stored.isPresent()) {
            Dataset<Row> old = KeyFilter.hashes(
                    stored.get(), job.key(lake).stream().map(Field::col).toList());
            copies = copies.union(
                    KeyFilter.of(landed, accepted(), STORED_FALSELY_KNOWN).known(old));
        }
        return Optional.of(KeyFilter.of(copies, accepted() / ROWS_A_COPY, FALSELY_KNOWN));
    }

    private Dataset<Row> hashes(LandingJob job, LakeProperties lake) {
        return KeyFilter.hashes(
                rows.filter(not(job.isRefused())),
                job.key(lake).stream().map(job::landed).toList());
    }

    private long accepted() {
        return recordsRead - recordsRefused;
    }

    /** The length of the consumed files as stored. */
    long bytes() {
        return consumed.stream().mapToLong(LandedFile::lengthBytes).sum();
    }

    @Override
    public void close() {
        kept.close();
    }
}
