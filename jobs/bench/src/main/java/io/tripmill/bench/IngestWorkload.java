package io.tripmill.bench;

import static io.tripmill.bench.Landing.isInShare;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.unix_millis;

import io.tripmill.bench.fleet.Fleet;
import io.tripmill.bench.fleet.FleetFiles;
import io.tripmill.job.Args;
import io.tripmill.job.Location;
import io.tripmill.job.Param;
import io.tripmill.run.Progress;
import io.tripmill.schema.Pings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The whole path from landing files to aggregates, and its first step beside Spark reading the same files with the same schema and
 * writing Parquet, which neither refuses nor de-duplicates anything: with the few columns that the files hold, and with all those of
 * pings, which ingest-pings looks for and writes.
 */
final class IngestWorkload implements Workload {
    private static final Param<Integer> PINGS = BenchParams.pings(1_000_000);
    private static final Param<Integer> HISTORY = Param.wholeNumber(
                    "history",
                    "How many times the new pings the table holds already in one more measurement, of the same dates and"
                            + " devices; 0 leaves it out.")
            .where("0 to 100", times -> times >= 0 && times <= 100)
            .orElse(10);

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public String sentence() {
        return "Landing files to pings, trips and aggregates, beside Spark that writes the files as Parquet.";
    }

    @Override
    public List<Param<?>> params() {
        return List.of(PINGS, HISTORY, BenchParams.CORES, BenchParams.ROUNDS, BenchParams.SEED, BenchParams.OUT);
    }

    @Override
    public Results measure(Args args, SparkSession spark, Progress progress) {
        return new Measurement(args, spark, progress).results();
    }

    /** One measurement, with its folders. */
    private static final class Measurement {
        private static final String JSON = "json";
        private static final String CSV = "csv";

        private final int rounds;
        private final int shares;
        private final SparkSession spark;
        private final Progress progress;
        private final Location folder;
        private final Dataset<Row> everything;
        private final Map<String, StageCpu> stages = new LinkedHashMap<>();

        Measurement(Args args, SparkSession spark, Progress progress) {
            this.rounds = args.get(BenchParams.ROUNDS);
            this.shares = args.get(HISTORY) + 1;
            this.spark = spark;
            this.progress = progress;
            this.folder = args.get(BenchParams.OUT).child("ingest");
            Fleet fleet = new Fleet((long) args.get(PINGS) * shares, args.get(BenchParams.SEED), 0);
            this.everything = spark.read()
                    .parquet(new FleetFiles(spark, args.get(BenchParams.OUT), progress)
                            .of(fleet)
                            .uri());
        }

        Results results() {
            progress.stage("writing landing files");
            Dataset<Row> fresh = everything.filter(isInShare(0, shares));
            Landing.write(fresh, JSON, landing(JSON));
            Landing.write(fresh, CSV, landing(CSV));
            long records = fresh.count();
            List<String> differences = new ArrayList<>();
            List<Entrant> entrants = new ArrayList<>();
            for (String format : List.of(JSON, CSV)) {
                BenchLake lake = lake(format);
                Runnable ingest = () -> ingest(lake, format, landing(format), IngestReport.INGEST + format);
                entrants.add(Entrant.of(IngestReport.spark(format), () -> copyBySpark(format)));
                Runnable copyPings = () -> write(Landing.readPingsBySpark(spark, format, landing(format)), format);
                entrants.add(Entrant.of(IngestReport.sparkToPings(format), copyPings));
                entrants.add(new Entrant(IngestReport.INGEST + format, lake::clear, ingest));
                compare(lake, ingest, format, differences);
            }
            BenchLake ingested = lake("ingested");
            ingested.becomeCopyOf(lake(JSON));
            if (shares > 1) {
                entrants.add(afterHistory(differences));
            }
            for (String job : List.of("sessionize-trips", "aggregate-trips")) {
                Runnable full = () -> run(ingested, job, job, "--recompute", "full");
                progress.stage("warming up " + job);
                full.run();
                entrants.add(Entrant.of(job, full));
            }
            if (!differences.isEmpty()) {
                throw new ChecksumsDiffer(differences);
            }
            stages.clear();
            Map<String, Cost> costs = new Contest(new CostMeter(spark), progress).hold(entrants, rounds);
            return new IngestReport(new CostTable(records, rounds, costs), stages).results();
        }

        /** The same files onto a table that holds many more pings of the same dates and devices. */
        private Entrant afterHistory(List<String> differences) {
            Location landed = landing("history");
            progress.stage("writing and ingesting the history");
            Landing.write(everything.filter(not(isInShare(0, shares))), CSV, landed);
            BenchLake history = lake("history");
            history.clear();
            ingest(history, CSV, landed, "history");
            BenchLake lake = lake("after-history");
            lake.becomeCopyOf(history);
            String name = IngestReport.INGEST + "json onto %dx".formatted(shares - 1);
            Runnable ingest = () -> ingest(lake, JSON, landing(JSON), name);
            ingest.run();
            Dataset<Row> expected = everything.withColumn(Pings.TIMESTAMP.name(), unix_millis(Pings.TIMESTAMP.col()));
            compare("pings after the history", stored(lake), distinct(expected), differences);
            return new Entrant(name, () -> lake.becomeCopyOf(history), ingest);
        }

        private void compare(BenchLake lake, Runnable ingest, String format, List<String> differences) {
            progress.stage("comparing the pings of " + format);
            lake.clear();
            ingest.run();
            copyBySpark(format);
            Dataset<Row> copied = spark.read().parquet(copy(format).uri());
            compare("pings of " + format, stored(lake), distinct(copied), differences);
        }

        private static void compare(String what, RowsChecksum ours, RowsChecksum expected, List<String> differences) {
            if (!ours.equals(expected)) {
                differences.add(what + ": ingest-pings stored " + ours + ", Spark has " + expected + ".");
            }
        }

        private static RowsChecksum stored(BenchLake lake) {
            Dataset<Row> pings = lake.read(Pings.TABLE);
            return RowsChecksum.of(
                    pings.withColumn(Pings.TIMESTAMP.name(), unix_millis(Pings.TIMESTAMP.col())), Landing.columns());
        }

        private static RowsChecksum distinct(Dataset<Row> records) {
            Dataset<Row> kept = records.dropDuplicates(
                    new String[] {Pings.PROVIDER_ID.name(), Pings.DEVICE_ID.name(), Pings.TIMESTAMP.name()});
            return RowsChecksum.of(kept, Landing.columns());
        }

        private void ingest(BenchLake lake, String format, Location landed, String name) {
            run(lake, "ingest-pings", name, "--landing", landed.uri(), "--format", format);
        }

        private void run(BenchLake lake, String job, String name, String... arguments) {
            StageCpu cpu = stages.computeIfAbsent(name, ignored -> new StageCpu());
            lake.run(job, cpu, arguments);
            cpu.end();
        }

        private void copyBySpark(String format) {
            write(Landing.readBySpark(spark, format, landing(format)), format);
        }

        private void write(Dataset<Row> records, String format) {
            records.write().mode("overwrite").parquet(copy(format).uri());
        }

        private Location landing(String format) {
            return folder.child("landing-" + format);
        }

        private Location copy(String format) {
            return folder.child("copy-" + format);
        }

        private BenchLake lake(String name) {
            return new BenchLake(spark, folder.child("lake-" + name));
        }
    }
}
