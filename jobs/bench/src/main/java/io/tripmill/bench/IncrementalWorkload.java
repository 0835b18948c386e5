package io.tripmill.bench;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.percentile_approx;
import static org.apache.spark.sql.functions.unix_micros;

import io.tripmill.bench.fleet.Fleet;
import io.tripmill.bench.fleet.FleetFiles;
import io.tripmill.job.Args;
import io.tripmill.job.Location;
import io.tripmill.job.Param;
import io.tripmill.run.Progress;
import io.tripmill.run.RunReport;
import io.tripmill.schema.Field;
import io.tripmill.schema.Pings;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.Stays;
import io.tripmill.schema.Table;
import io.tripmill.schema.Trips;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Sessionize-trips on the newest pings, beside a full run. The newest 1 % by arrival, of which 2 % are late, come to two lakes: one
 * holds all the pings that arrived before, the other only the last tenth of them. The JVM is warm, as that of a process that runs the
 * job again and again: a few incremental runs come before the first that is measured.
 */
final class IncrementalWorkload implements Workload {
    private static final Param<Integer> PINGS = BenchParams.pings(10_000_000);

    private static final double NEWEST = 0.01;
    private static final double SHORT_HISTORY = 0.1;
    private static final Param<Integer> WARMING_RUNS = Param.wholeNumber(
                    "warming-runs", "How many incremental runs the JVM has made before it is measured.")
            .where("1 to 1000", runs -> runs >= 1 && runs <= 1000)
            .orElse(10);

    @Override
    public String name() {
        return "incremental";
    }

    @Override
    public String sentence() {
        return "sessionize-trips on the newest 1 % of the pings, beside a full run, with a short and a long history.";
    }

    @Override
    public List<Param<?>> params() {
        return List.of(PINGS, WARMING_RUNS, BenchParams.CORES, BenchParams.ROUNDS, BenchParams.SEED, BenchParams.OUT);
    }

    @Override
    public Results measure(Args args, SparkSession spark, Progress progress) {
        return new Measurement(args, spark, progress).results();
    }

    /** One measurement, with its folders. */
    private static final class Measurement {
        private final int rounds;
        private final int warmingRuns;
        private final SparkSession spark;
        private final Progress progress;
        private final Location folder;
        private final Dataset<Row> pings;
        private final long shortHistoryFromUs;
        private final long newestFromUs;
        private final Map<String, RunReport> reports = new LinkedHashMap<>();
        private final Map<String, StageCpu> stages = new LinkedHashMap<>();

        Measurement(Args args, SparkSession spark, Progress progress) {
            this.rounds = args.get(BenchParams.ROUNDS);
            this.warmingRuns = args.get(WARMING_RUNS);
            this.spark = spark;
            this.progress = progress;
            this.folder = args.get(BenchParams.OUT).child("incremental");
            Fleet fleet = new Fleet(args.get(PINGS), args.get(BenchParams.SEED), 0);
            this.pings = spark.read()
                    .parquet(new FleetFiles(spark, args.get(BenchParams.OUT), progress)
                            .of(fleet)
                            .uri());
            List<Long> bounds = pings.agg(percentile_approx(
                            arrivalUs(), array(lit(1 - NEWEST - SHORT_HISTORY), lit(1 - NEWEST)), lit(10_000)))
                    .first()
                    .getList(0);
            this.shortHistoryFromUs = bounds.get(0);
            this.newestFromUs = bounds.get(1);
        }

        Results results() {
            Dataset<Row> newest = pings.filter(arrivalUs().geq(newestFromUs));
            Dataset<Row> before = pings.filter(arrivalUs().lt(newestFromUs));
            progress.stage("writing landing files");
            Landing.write(newest, "parquet", landing("newest"));
            BenchLake longHistory = lake("long", before);
            BenchLake shortHistory = lake("short", before.filter(arrivalUs().geq(shortHistoryFromUs)));
            BenchLake work = new BenchLake(spark, folder.child("lake-work"));
            List<String> differences = new ArrayList<>();
            compare(IncrementalReport.LONG, longHistory, work, differences);
            compare(IncrementalReport.SHORT, shortHistory, work, differences);
            if (!differences.isEmpty()) {
                throw new ChecksumsDiffer(differences);
            }
            List<Entrant> entrants = List.of(
                    entrant(IncrementalReport.INCREMENTAL + IncrementalReport.LONG, longHistory, work),
                    entrant(IncrementalReport.FULL + IncrementalReport.LONG, longHistory, work, "--recompute", "full"),
                    entrant(IncrementalReport.INCREMENTAL + IncrementalReport.SHORT, shortHistory, work),
                    entrant(
                            IncrementalReport.FULL + IncrementalReport.SHORT,
                            shortHistory,
                            work,
                            "--recompute",
                            "full"));
            progress.stage("warming up with " + warmingRuns + " incremental runs");
            for (int run = 0; run < warmingRuns; run++) {
                work.becomeCopyOf(longHistory);
                work.run("sessionize-trips", Progress.SILENT);
            }
            stages.clear();
            Map<String, Cost> costs = new Contest(new CostMeter(spark), progress).hold(entrants, rounds);
            return new IncrementalReport(new CostTable(newest.count(), rounds, costs), reports, stages).results();
        }

        /** A lake whose trips are those of its history, while its pings hold the newest, too. */
        private BenchLake lake(String name, Dataset<Row> history) {
            progress.stage("making the lake with the " + name + " history");
            Landing.write(history, "parquet", landing(name));
            BenchLake lake = new BenchLake(spark, folder.child("lake-" + name));
            lake.clear();
            ingest(lake, name);
            lake.run("sessionize-trips", Progress.SILENT, "--recompute", "full");
            ingest(lake, "newest");
            return lake;
        }

        private void ingest(BenchLake lake, String landed) {
            lake.run(
                    "ingest-pings",
                    Progress.SILENT,
                    "--landing",
                    landing(landed).uri(),
                    "--format",
                    "parquet");
        }

        private void compare(String history, BenchLake base, BenchLake work, List<String> differences) {
            progress.stage("comparing an incremental run with a full one on the " + history);
            work.becomeCopyOf(base);
            work.run("sessionize-trips", Progress.SILENT);
            List<RowsChecksum> incremental = checksums(work);
            work.run("sessionize-trips", Progress.SILENT, "--recompute", "full");
            List<RowsChecksum> full = checksums(work);
            if (!incremental.equals(full)) {
                differences.add(
                        "%s: an incremental run leaves %s, a full one %s.".formatted(history, incremental, full));
            }
        }

        private static List<RowsChecksum> checksums(BenchLake lake) {
            List<RowsChecksum> checksums = new ArrayList<>();
            for (Table table : List.of(Sessions.TABLE, Stays.TABLE, Trips.TABLE)) {
                checksums.add(RowsChecksum.of(
                        lake.read(table),
                        table.fields().stream().map(Field::col).toArray(Column[]::new)));
            }
            return checksums;
        }

        private Entrant entrant(String name, BenchLake base, BenchLake work, String... arguments) {
            return new Entrant(name, () -> work.becomeCopyOf(base), () -> {
                StageCpu cpu = stages.computeIfAbsent(name, ignored -> new StageCpu());
                reports.put(name, work.run("sessionize-trips", cpu, arguments));
                cpu.end();
            });
        }

        private Location landing(String name) {
            return folder.child("landing-" + name);
        }

        private static Column arrivalUs() {
            return unix_micros(Pings.INGEST_TIME.col());
        }
    }
}
