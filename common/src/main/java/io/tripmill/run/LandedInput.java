package io.tripmill.run;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tripmill.job.Args;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.LakeProperties;
import io.tripmill.job.LandingJob;
import io.tripmill.job.LandingJob.OnBadFile;
import io.tripmill.job.Location;
import io.tripmill.job.RunFailure;
import io.tripmill.landing.LandedFile;
import io.tripmill.landing.Landing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * The landing files of one run, read once and kept until the run ends.
 *
 * @param kept everything that was read, kept until the close
 * @param consumed the files that could be read to their end
 * @param refused the others, by URI, with the reason
 * @param rows the parser's rows of the consumed files
 * @param recordsRead records in the consumed files
 * @param recordsRefused those of them that were refused
 * @param serviceDates the service dates of the others
 */
record LandedInput(
        List<LandedFile> consumed,
        Map<String, String> refused,
        Dataset<Row> kept,
        Dataset<Row> rows,
        long recordsRead,
        long recordsRefused,
        List<LocalDate> serviceDates)
        implements AutoCloseable {

    /** The files that the places name, each once, in the order of their URIs. */
    static List<LandedFile> list(Storage storage, List<Location> places) {
        Map<String, LandedFile> files = new LinkedHashMap<>();
        for (Location place : places) {
            for (FileStatus status : storage.files(place)) {
                String uri = status.getPath().toString();
                files.put(uri, LandedFile.of(status));
            }
        }
        if (files.isEmpty()) {
            throw new RunFailure(
                    ErrorCode.INPUT_MISSING,
                    "No file matches --landing "
                            + places.stream().map(Location::toString).collect(Collectors.joining(",")) + ".",
                    "Check the URI, or wait until the files have landed.");
        }
        return files.values().stream()
                .sorted(Comparator.comparing(LandedFile::uri))
                .toList();
    }

    /** Reads the files that were not consumed before. */
    static LandedInput read(
            SparkSession spark,
            LandingJob job,
            Args args,
            LakeProperties lake,
            List<LandedFile> files,
            Set<LandedFile> before) {
        List<LandedFile> fresh =
                files.stream().filter(file -> !before.contains(file)).toList();
        Dataset<Row> all = Landing.read(spark, fresh, args.get(LandingJob.FORMAT), job.parser(args, lake))
                .persist(StorageLevel.MEMORY_AND_DISK());
        Map<String, String> refused = new LinkedHashMap<>();
        long read = 0;
        for (Row end : all.filter(col(Landing.FILE_END).isNotNull())
                .select(Landing.FILE_END + ".*")
                .orderBy("source_file")
                .collectAsList()) {
            String failure = end.getAs("failure");
            if (failure == null) {
                read += end.<Long>getAs("records");
            } else {
                refuse(job, args, end.getAs("source_file"), failure, end.getAs("message"), refused);
            }
        }
        List<LandedFile> consumed =
                fresh.stream().filter(file -> !refused.containsKey(file.uri())).toList();
        Dataset<Row> records = all.filter(col(Landing.ROW).isNotNull());
        Dataset<Row> rows = (refused.isEmpty()
                        ? records
                        : records.filter(functions.not(
                                col(Landing.SOURCE_FILE).isInCollection(new ArrayList<>(refused.keySet())))))
                .select(Landing.ROW + ".*");
        Set<LocalDate> dates = new TreeSet<>();
        long recordsRefused = 0;
        for (Row group : rows.groupBy(job.serviceDate().as("service_date"))
                .agg(coalesce(sum(when(job.isRefused(), 1L).otherwise(0L)), lit(0L)), count(lit(1)))
                .collectAsList()) {
            if (!group.isNullAt(0)) {
                dates.add(group.getAs(0));
            }
            recordsRefused += group.getLong(1);
        }
        return new LandedInput(consumed, refused, all, rows, read, recordsRefused, List.copyOf(dates));
    }

    private static void refuse(
            LandingJob job, Args args, String uri, String failure, String message, Map<String, String> refused) {
        if (failure.equals(Landing.MAPPING)) {
            throw new RunFailure(ErrorCode.MAPPING, "'" + uri + "': " + message, "Nothing was published.");
        }
        if (args.get(LandingJob.ON_BAD_FILE) == OnBadFile.FAIL) {
            throw new RunFailure(
                    ErrorCode.BAD_FILE,
                    "'" + uri + "' can't be read to its end: " + message,
                    "Nothing was published. Have the file sent again, or run "
                            + job.spec().name() + " with --on-bad-file skip.");
        }
        refused.put(uri, message);
    }

    /** The length of the consumed files as stored. */
    long bytes() {
        return consumed.stream().mapToLong(LandedFile::lengthBytes).sum();
    }

    @Override
    public void close() {
        kept.unpersist();
    }
}
