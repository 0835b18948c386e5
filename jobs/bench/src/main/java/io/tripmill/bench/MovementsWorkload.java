package io.tripmill.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.bench.fleet.Fleet;
import io.tripmill.bench.fleet.FleetFiles;
import io.tripmill.bench.movements.MovementEngine;
import io.tripmill.job.Args;
import io.tripmill.job.Location;
import io.tripmill.job.Param;
import io.tripmill.jobs.trips.trajectory.TrajectoryOptions;
import io.tripmill.run.Progress;
import io.tripmill.schema.Pings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** The full semantics: pings to sessions, stays and trips, computed once for the three tables. */
final class MovementsWorkload implements Workload {
    private static final Param<Integer> PINGS = BenchParams.pings(10_000_000);

    @Override
    public String name() {
        return "movements";
    }

    @Override
    public String sentence() {
        return "Pings to sessions, stays and trips: the library, beside groupByKey and sorted partitions.";
    }

    @Override
    public List<Param<?>> params() {
        return List.of(PINGS, BenchParams.CORES, BenchParams.ROUNDS, BenchParams.SEED, BenchParams.OUT);
    }

    @Override
    public Map<String, String> sparkSettings() {
        return BenchParams.SMALL_TASKS;
    }

    @Override
    public Results measure(Args args, SparkSession spark, Progress progress) {
        Fleet fleet = new Fleet(args.get(PINGS), args.get(BenchParams.SEED), 0);
        Location files = new FleetFiles(spark, args.get(BenchParams.OUT), progress).of(fleet);
        Location folder = args.get(BenchParams.OUT).child("movements");
        progress.stage("leaving out what is there twice, as a lake does");
        leaveOutCopies(spark.read().parquet(files.uri()), fleet.files(), folder);
        Dataset<Row> pings = spark.read().parquet(folder.uri());
        List<MovementEngine> engines = MovementEngine.all(TrajectoryOptions.defaults());
        progress.stage("comparing the tables of all engines");
        refuseDifferences(engines, pings);
        List<Entrant> entrants = new ArrayList<>();
        for (MovementEngine engine : engines) {
            entrants.add(Entrant.of(engine.name(), () -> engine.run(spark.read().parquet(folder.uri()))));
        }
        int rounds = args.get(BenchParams.ROUNDS);
        Map<String, Cost> costs = new Contest(new CostMeter(spark), progress).hold(entrants, rounds);
        CostTable table = new CostTable(pings.count(), rounds, costs);
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("records", table.records());
        json.set("engines", table.toJson());
        return new Results(List.of(table.table()), json);
    }

    /** In files of arrival, as they came. */
    private static void leaveOutCopies(Dataset<Row> pings, int files, Location folder) {
        pings.dropDuplicates(new String[] {Pings.PROVIDER_ID.name(), Pings.DEVICE_ID.name(), Pings.TIMESTAMP.name()})
                .repartitionByRange(files, Pings.INGEST_TIME.col())
                .sortWithinPartitions(Pings.INGEST_TIME.col())
                .write()
                .mode("overwrite")
                .parquet(folder.uri());
    }

    private static void refuseDifferences(List<MovementEngine> engines, Dataset<Row> pings) {
        Map<String, RowsChecksum> expected = checksums(engines.get(0), pings);
        List<String> differences = new ArrayList<>();
        for (MovementEngine engine : engines.subList(1, engines.size())) {
            checksums(engine, pings).forEach((kind, checksum) -> {
                if (!checksum.equals(expected.get(kind))) {
                    differences.add("%ss: %s has %s, %s has %s."
                            .formatted(
                                    kind,
                                    engine.name(),
                                    checksum,
                                    engines.get(0).name(),
                                    expected.get(kind)));
                }
            });
        }
        if (!differences.isEmpty()) {
            throw new ChecksumsDiffer(differences);
        }
    }

    private static Map<String, RowsChecksum> checksums(MovementEngine engine, Dataset<Row> pings) {
        Map<String, RowsChecksum> checksums = new LinkedHashMap<>();
        engine.comparable(pings).forEach((kind, table) -> {
            Column[] columns =
                    List.of(table.columns()).stream().map(functions::col).toArray(Column[]::new);
            checksums.put(kind, RowsChecksum.of(table, columns));
        });
        return checksums;
    }
}
