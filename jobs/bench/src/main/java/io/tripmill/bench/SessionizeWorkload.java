package io.tripmill.bench;

import io.tripmill.bench.fleet.Fleet;
import io.tripmill.bench.fleet.FleetFiles;
import io.tripmill.bench.trips.TripEngine;
import io.tripmill.bench.trips.TripEngines;
import io.tripmill.job.Args;
import io.tripmill.job.Location;
import io.tripmill.job.Param;
import io.tripmill.run.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Trips by simple rules, which every engine can follow: see {@link io.tripmill.bench.trips}. */
final class SessionizeWorkload implements Workload {
    private static final Param<Integer> PINGS = BenchParams.pings(10_000_000);
    private static final Param<Integer> SKEW = Param.wholeNumber(
                    "skew",
                    "Percent of all pings that one device sends, in one more measurement of every engine; 0"
                            + " leaves it out.")
            .where("0 to 90", percent -> percent >= 0 && percent <= 90)
            .orElse(0);

    @Override
    public String name() {
        return "sessionize";
    }

    @Override
    public String sentence() {
        return "Pings to trips: packed time lines, groupByKey, Spark windows, DuckDB, and the scan alone.";
    }

    @Override
    public List<Param<?>> params() {
        return List.of(PINGS, SKEW, BenchParams.CORES, BenchParams.ROUNDS, BenchParams.SEED, BenchParams.OUT);
    }

    @Override
    public Map<String, String> sparkSettings() {
        return BenchParams.SMALL_TASKS;
    }

    @Override
    public Results measure(Args args, SparkSession spark, Progress progress) {
        FleetFiles fleets = new FleetFiles(spark, args.get(BenchParams.OUT), progress);
        int pings = args.get(PINGS);
        int skew = args.get(SKEW);
        int threads = args.get(BenchParams.CORES);
        Location even = fleets.of(new Fleet(pings, args.get(BenchParams.SEED), 0));
        Location skewed = skew == 0 ? even : fleets.of(new Fleet(pings, args.get(BenchParams.SEED), skew));
        try (TripEngines engines = new TripEngines(spark, even, threads);
                TripEngines onSkewed = new TripEngines(spark, skewed, threads)) {
            progress.stage("comparing the trips of all engines");
            List<String> differences = new ArrayList<>(engines.differences());
            List<Entrant> entrants = new ArrayList<>();
            for (TripEngine engine : engines.all()) {
                entrants.add(Entrant.of(engine.name(), engine::run));
            }
            entrants.add(Entrant.of(SessionizeReport.SCAN, engines::scan));
            if (skew > 0) {
                progress.stage("comparing the trips of the skewed fleet");
                differences.addAll(onSkewed.differences());
                for (TripEngine engine : onSkewed.all()) {
                    entrants.add(Entrant.of(SessionizeReport.skewed(engine.name()), engine::run));
                }
                entrants.add(Entrant.of(SessionizeReport.skewed(SessionizeReport.SCAN), onSkewed::scan));
            }
            if (!differences.isEmpty()) {
                throw new ChecksumsDiffer(differences);
            }
            long records = spark.read().parquet(even.uri()).count();
            Map<String, Cost> costs =
                    new Contest(new CostMeter(spark), progress).hold(entrants, args.get(BenchParams.ROUNDS));
            return new SessionizeReport(
                            new CostTable(records, args.get(BenchParams.ROUNDS), costs), skew, engines.paths())
                    .results();
        }
    }
}
