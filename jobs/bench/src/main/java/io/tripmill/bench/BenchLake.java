package io.tripmill.bench;

import io.tripmill.job.Location;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.run.Lake;
import io.tripmill.run.Layout;
import io.tripmill.run.Progress;
import io.tripmill.run.RunReport;
import io.tripmill.run.Runner;
import io.tripmill.run.Storage;
import io.tripmill.schema.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A lake of a benchmark, and the jobs run on it as they are run anywhere. */
record BenchLake(SparkSession spark, Location root) {

    RunReport run(String job, Progress progress, String... arguments) {
        List<String> argv = new ArrayList<>(List.of("--lake", root.uri()));
        argv.addAll(List.of(arguments));
        return new Runner(() -> spark, JobCatalog.tables(), Clock.systemUTC(), progress, report -> {})
                .run(JobCatalog.named(job), argv);
    }

    /** The rows of a table as they stand. */
    Dataset<Row> read(Table table) {
        return new Lake(spark, storage(), Layout.of(root)).read(table);
    }

    /** Where a table lies. */
    Location place(Table table) {
        return root.child(table.layer().folder() + "/" + table.name());
    }

    /** Removes it with all that is in it. */
    void clear() {
        storage().deleteFolder(root);
    }

    /** Makes this lake equal to another. */
    void becomeCopyOf(BenchLake other) {
        clear();
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        try {
            FileSystem from = plain(other.root.path().getFileSystem(hadoop));
            FileSystem to = plain(root.path().getFileSystem(hadoop));
            if (!FileUtil.copy(from, other.root.path(), to, root.path(), false, hadoop)) {
                throw new IOException(other.root + " could not be copied to " + root);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies checksum files as they are; new ones would not follow what is written without them later. */
    private static FileSystem plain(FileSystem fileSystem) {
        return fileSystem instanceof ChecksumFileSystem checksummed ? checksummed.getRawFileSystem() : fileSystem;
    }

    private Storage storage() {
        return new Storage(spark.sparkContext().hadoopConfiguration());
    }
}
