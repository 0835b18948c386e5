package io.tripmill.bench;

import io.tripmill.bench.quality.QualityEngine;
import io.tripmill.bench.quality.QualityEngines;
import io.tripmill.bench.quality.QualityPings;
import io.tripmill.job.Args;
import io.tripmill.job.Location;
import io.tripmill.job.Param;
import io.tripmill.run.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Sixteen rules of data quality: see {@link io.tripmill.bench.quality}. */
final class QualityWorkload implements Workload {
    private static final Param<Integer> PINGS = BenchParams.pings(5_000_000);

    @Override
    public String name() {
        return "quality";
    }

    @Override
    public String sentence() {
        return "Sixteen DQDL rules: ours with and without rows, Deequ's, Spark by hand, DuckDB, and the scan alone.";
    }

    @Override
    public List<Param<?>> params() {
        return List.of(PINGS, BenchParams.CORES, BenchParams.ROUNDS, BenchParams.SEED, BenchParams.OUT);
    }

    @Override
    public Results measure(Args args, SparkSession spark, Progress progress) {
        int pings = args.get(PINGS);
        Location files =
                new QualityPings(pings, args.get(BenchParams.SEED)).files(spark, args.get(BenchParams.OUT), progress);
        try (QualityEngines engines = new QualityEngines(spark, files, args.get(BenchParams.CORES))) {
            if (!engines.hasDeequ()) {
                progress.stage("Deequ is left out: it is made for Spark 3.5, and this is " + spark.version());
            }
            progress.stage("comparing what all engines find");
            List<String> differences = new ArrayList<>();
            Map<String, Integer> compared = engines.compare(differences);
            if (!differences.isEmpty()) {
                throw new ChecksumsDiffer(differences);
            }
            List<Entrant> entrants = new ArrayList<>();
            for (QualityEngine engine : engines.all()) {
                entrants.add(Entrant.of(engine.name(), engine::run));
            }
            entrants.add(Entrant.of(QualityReport.SCAN, engines::scan));
            entrants.add(Entrant.of(QualityReport.WRITE, engines::write));
            Map<String, Cost> costs =
                    new Contest(new CostMeter(spark), progress).hold(entrants, args.get(BenchParams.ROUNDS));
            return new QualityReport(
                            new CostTable(pings, args.get(BenchParams.ROUNDS), costs), engines.hasDeequ(), compared)
                    .results();
        }
    }
}
