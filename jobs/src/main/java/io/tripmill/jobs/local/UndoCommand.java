package io.tripmill.jobs.local;

import io.tripmill.doc.HelpPage;
import io.tripmill.job.Args;
import io.tripmill.job.CommonParams;
import io.tripmill.job.Param;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.run.Layout;
import io.tripmill.run.RunReport;
import io.tripmill.run.SparkSettings;
import io.tripmill.run.Storage;
import io.tripmill.run.Undo;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Takes a run back. */
record UndoCommand(Clock clock, PrintStream out) {
    static final String NAME = Undo.JOB;

    private static final List<Param<?>> PARAMS =
            List.of(CommonParams.LAKE, CommonParams.LAYOUT, CommonParams.IGNORE_ARGUMENTS);

    static String help() {
        return HelpPage.ofCommand(
                "undo ID",
                "Restores every table that a run wrote to what it was before, unless later runs built on it.",
                PARAMS);
    }

    void undo(String runId, List<String> argv) {
        Args args = Args.parse(NAME, PARAMS, argv);
        SparkSession spark = SparkSettings.open("tripmill undo");
        Storage storage = new Storage(spark.sparkContext().hadoopConfiguration());
        Layout layout = Layout.from(args, storage, JobCatalog.tables());
        RunReport report =
                new Undo(spark, layout, List.copyOf(JobCatalog.tables().values()), clock).undo(runId);
        out.println("TRIPMILL " + report.toJson());
    }
}
