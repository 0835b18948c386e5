package io.tripmill.jobs.local.report;

import io.tripmill.job.Args;
import io.tripmill.job.CommonParams;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Location;
import io.tripmill.job.Param;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.jobs.local.report.Figures.PastRun;
import io.tripmill.run.Lake;
import io.tripmill.run.Layout;
import io.tripmill.run.LedgerEntry;
import io.tripmill.run.SparkSettings;
import io.tripmill.run.Storage;
import io.tripmill.schema.Pings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Writes one page about a lake. */
public final class ReportCommand {
    public static final String NAME = "report";
    public static final String SENTENCE =
            "Writes one HTML page about a lake: what came in, the trips, a map, the rules and the runs; it needs no network.";

    private static final Param<LocalDate> DATE =
            Param.date("business-date", "Count this service date alone.").optional();
    private static final Param<Level> LEVEL = Param.oneOf(
                    "level",
                    "Who sees the page: aggregate hides places and days of fewer than 10 trips or vehicles; internal shows all, single"
                            + " trips and stays, and refused records as they came.",
                    Level.class)
            .orElse(Level.AGGREGATE);
    private static final Param<Location> OUT = Param.location("out", "The file of the page.");
    private static final Param<Location> PNG = Param.location(
                    "png",
                    "A local file for a picture of the page, where a Chromium is on the path and the page is a local file.")
            .where("a local file", Location::isLocal)
            .optional();
    private static final Param<Integer> WIDTH = Param.wholeNumber("png-width", "How wide the picture is, in pixels.")
            .where("320 to 4000", width -> width >= 320 && width <= 4000)
            .orElse(1280);

    private static final Param<Duration> BUDGET =
            Param.positiveDuration("budget", "How long a run may take.").orElse(LedgerEntry.LONGEST);

    public static final List<Param<?>> PARAMS = List.of(
            CommonParams.LAKE,
            CommonParams.LAYOUT,
            DATE,
            LEVEL,
            BUDGET,
            OUT,
            PNG,
            WIDTH,
            CommonParams.IGNORE_ARGUMENTS);

    private final PrintStream err;

    public ReportCommand(PrintStream err) {
        this.err = err;
    }

    /** Writes the page that the arguments name. */
    public void write(List<String> argv) {
        Args args = Args.parse(NAME, PARAMS, argv);
        if (args.find(PNG).isPresent() && !args.get(OUT).isLocal()) {
            throw new RunFailure(
                    ErrorCode.ARGUMENT,
                    "--png draws the page that is at --out, which is no local file.",
                    "Write the page to a local file.");
        }
        SparkSession spark = SparkSettings.open("tripmill report");
        Storage storage = new Storage(spark.sparkContext().hadoopConfiguration());
        Lake lake = new Lake(spark, storage, Layout.from(args, storage, JobCatalog.tables()));
        Location root = args.get(CommonParams.LAKE);
        if (lake.version(Pings.TABLE).isEmpty()) {
            throw new RunFailure(
                    ErrorCode.INPUT_MISSING,
                    "The lake at '" + root + "' has no table " + Pings.TABLE + ".",
                    "Check --lake, or run ingest-pings.");
        }
        List<PastRun> runs = PastRuns.of(root, storage);
        Figures figures =
                new LakeFigures(lake, args.find(DATE), args.get(LEVEL), args.get(BUDGET)).count(root.toString(), runs);
        storage.write(args.get(OUT), ReportPage.of(figures));
        err.println("wrote " + args.get(OUT));
        args.find(PNG).ifPresent(png -> {
            Path page = Path.of(args.get(OUT).path().toUri().getPath());
            Chromium.needed().picture(page, Path.of(png.path().toUri().getPath()), args.get(WIDTH));
            err.println("wrote " + png);
        });
    }
}
