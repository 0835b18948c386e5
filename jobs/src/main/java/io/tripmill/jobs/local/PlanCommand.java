package io.tripmill.jobs.local;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.tripmill.doc.HelpPage;
import io.tripmill.job.Args;
import io.tripmill.job.CommonParams;
import io.tripmill.job.DateRange;
import io.tripmill.job.DpuHourPrice;
import io.tripmill.job.Job;
import io.tripmill.job.LandingJob;
import io.tripmill.job.Param;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.jobs.glue.JobFlow;
import io.tripmill.jobs.local.backfill.DayRun;
import io.tripmill.jobs.local.backfill.DayRuns;
import io.tripmill.jobs.local.backfill.Forecast;
import io.tripmill.run.Lake;
import io.tripmill.run.Layout;
import io.tripmill.run.LedgerEntry;
import io.tripmill.run.RunLedger;
import io.tripmill.run.SparkSettings;
import io.tripmill.run.Storage;
import io.tripmill.schema.Table;
import java.io.PrintStream;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Tells what a backfill would read, replace and cost. Writes nothing. */
final class PlanCommand {
    static final String NAME = "plan";
    static final String SENTENCE =
            "Tells what a backfill of the job that is named first would read, replace and cost, and which jobs follow it. Other arguments"
                    + " are the job's; " + DayRuns.DATE + " in them stands for the day. Writes nothing.";

    static final List<Param<?>> PARAMS =
            List.of(BackfillCommand.FROM, BackfillCommand.TO, BackfillCommand.CAMPAIGN, CommonParams.DPU_HOUR_PRICE);

    private static final StructType LINE = new StructType()
            .add("service_date", DataTypes.StringType)
            .add("what", DataTypes.StringType)
            .add("table", DataTypes.StringType)
            .add("rows", DataTypes.LongType)
            .add("files", DataTypes.LongType)
            .add("bytes", DataTypes.LongType);

    private final PrintStream out;

    PlanCommand(PrintStream out) {
        this.out = out;
    }

    void print(String name, List<String> argv) {
        Job job = JobCatalog.named(name);
        SplitArguments split = SplitArguments.of(PARAMS, argv);
        Args own = Args.parse(NAME, PARAMS, split.own());
        DayRuns days = DayRuns.of(job, own.get(BackfillCommand.CAMPAIGN), BackfillCommand.range(own), split.others());
        List<DayRun> runs = days.all();
        Args first = Args.parse(job.spec(), runs.get(0).arguments());
        SparkSession spark = SparkSettings.open("tripmill plan");
        Storage storage = new Storage(spark.sparkContext().hadoopConfiguration());
        Layout layout = Layout.from(first, storage, JobCatalog.tables());
        Lake lake = new Lake(spark, storage, layout);
        RunLedger ledger = new RunLedger(storage, layout);

        List<Volume> read = new ArrayList<>();
        if (job.spec().takes().contains(LandingJob.LANDING)) {
            runs.forEach(run -> read.add(landed(storage, run)));
        }
        job.spec().reads().forEach(table -> read.addAll(stored(lake, table, days.range())));
        List<Volume> replaced = job.spec().writes().stream()
                .flatMap(table -> stored(lake, table, days.range()).stream())
                .toList();
        List<Row> lines = new ArrayList<>();
        read.forEach(volume -> lines.add(volume.row("read")));
        replaced.forEach(volume -> lines.add(volume.row("may replace")));
        RowFormat.TABLE.print(List.of(LINE.fieldNames()), lines.iterator(), out);
        tell(runs, ledger, job, own.find(CommonParams.DPU_HOUR_PRICE), read);
    }

    private void tell(List<DayRun> runs, RunLedger ledger, Job job, Optional<DpuHourPrice> rate, List<Volume> read) {
        List<String> done = runs.stream()
                .filter(run -> ledger.find(run.runId())
                        .filter(entry -> entry.state() == LedgerEntry.State.SUCCEEDED)
                        .isPresent())
                .map(run -> run.date().toString())
                .toList();
        out.println();
        out.println("runs: " + runs.size() + ", done already: " + (done.isEmpty() ? "none" : String.join(", ", done)));
        String downstream = JobFlow.of(JobCatalog.specs()).downstream(job.spec()).stream()
                .map(spec -> spec.name())
                .collect(Collectors.joining(", "));
        out.println("jobs that follow: " + (downstream.isEmpty() ? "none" : downstream));
        out.println(Forecast.of(ledger.all(), job.spec().name())
                .map(forecast -> forecast.sentence(runs.size() - done.size(), bytes(read), rate))
                .orElse("cost: not known, since no earlier run of " + job.spec().name() + " read anything"));
    }

    private static long bytes(List<Volume> read) {
        return read.stream().mapToLong(Volume::bytes).sum();
    }

    private static Volume landed(Storage storage, DayRun run) {
        Args args = Args.parse(run.job().spec(), run.arguments());
        List<FileStatus> files = args.get(LandingJob.LANDING).stream()
                .flatMap(place -> storage.files(place).stream())
                .toList();
        return new Volume(
                run.date(),
                LandingJob.LANDING.name(),
                Optional.empty(),
                files.size(),
                files.stream().mapToLong(FileStatus::getLen).sum());
    }

    /** What the table holds of each day, and of the files that hold it; a file that holds two days counts for both. */
    private static List<Volume> stored(Lake lake, Table table, DateRange range) {
        if (lake.version(table).isEmpty()) {
            return List.of();
        }
        Map<LocalDate, Volume> byDate = new TreeMap<>();
        for (Row row : lake.read(table)
                .filter(col("service_date").between(lit(Date.valueOf(range.from())), lit(Date.valueOf(range.to()))))
                .groupBy(col("service_date"), col("_metadata.file_path"), col("_metadata.file_size"))
                .agg(count(lit(1)).as("rows"))
                .groupBy("service_date")
                .agg(sum("rows"), count(lit(1)), sum("file_size"))
                .collectAsList()) {
            LocalDate date = row.getAs(0);
            byDate.put(
                    date, new Volume(date, table.name(), Optional.of(row.getLong(1)), row.getLong(2), row.getLong(3)));
        }
        return List.copyOf(byDate.values());
    }

    /** @param rows empty where nobody has counted them */
    private record Volume(LocalDate date, String place, Optional<Long> rows, long files, long bytes) {
        Row row(String what) {
            return new GenericRowWithSchema(
                    new Object[] {date.toString(), what, place, rows.orElse(null), files, bytes}, LINE);
        }
    }

    static String help() {
        return HelpPage.ofCommand("plan JOB", SENTENCE, PARAMS);
    }
}
