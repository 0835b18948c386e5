package io.tripmill.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.bench.aggregates.AggregateDifferences;
import io.tripmill.bench.aggregates.AggregateQueries;
import io.tripmill.bench.aggregates.MadeTrips;
import io.tripmill.job.Args;
import io.tripmill.job.Location;
import io.tripmill.job.Param;
import io.tripmill.run.Progress;
import io.tripmill.schema.Table;
import io.tripmill.schema.Trips;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** All tables of {@code aggregate-trips}, by the job and by one query of Spark for each. */
final class AggregatesWorkload implements Workload {
    static final Param<Integer> TRIPS = Param.wholeNumber("trips", "How many trips are made.")
            .where("at least 1000", trips -> trips >= 1_000)
            .orElse(1_000_000);

    private static final String JOB = "aggregate-trips";
    private static final String QUERIES = "a query for each table";
    private static final String FLOOR = "scan alone";

    @Override
    public String name() {
        return "aggregates";
    }

    @Override
    public String sentence() {
        return "Trips to hourly_trips, daily_trips, od_flows and daily_od_flows, beside a Spark query for each, all written as Delta.";
    }

    @Override
    public List<Param<?>> params() {
        return List.of(TRIPS, BenchParams.CORES, BenchParams.ROUNDS, BenchParams.SEED, BenchParams.OUT);
    }

    @Override
    public Results measure(Args args, SparkSession spark, Progress progress) {
        Location folder = args.get(BenchParams.OUT).child("aggregates");
        BenchLake lake = new BenchLake(spark, folder.child("lake"));
        lake.clear();
        progress.stage("making trips");
        makeLake(lake, spark, folder.child("landing"));
        MadeTrips.of(spark, args.get(TRIPS), args.get(BenchParams.SEED))
                .write()
                .format("delta")
                .save(lake.place(Trips.TABLE).uri());
        AggregateQueries queries = new AggregateQueries(lake.read(Trips.TABLE));
        Map<String, StageCpu> stages = new LinkedHashMap<>();
        Runnable ours = () -> {
            StageCpu cpu = stages.computeIfAbsent(JOB, any -> new StageCpu());
            lake.run(JOB, cpu, "--recompute", "full", "--h3-resolution", "9");
            cpu.end();
        };
        Runnable theirs = () -> queries.all().forEach((table, rows) -> write(rows, folder, table));
        progress.stage("comparing");
        ours.run();
        theirs.run();
        List<String> differences = new ArrayList<>();
        for (Table table : queries.all().keySet()) {
            Dataset<Row> queried =
                    spark.read().format("delta").load(place(folder, table).uri());
            differences.addAll(AggregateDifferences.between(table, lake.read(table), queried));
        }
        if (!differences.isEmpty()) {
            throw new ChecksumsDiffer(differences);
        }
        stages.clear();
        Dataset<Row> scanned = lake.read(Trips.TABLE).select(AggregateQueries.READ);
        Map<String, Cost> costs = new Contest(new CostMeter(spark), progress)
                .hold(
                        List.of(
                                Entrant.of(JOB, ours),
                                Entrant.of(QUERIES, theirs),
                                Entrant.of(FLOOR, () -> scanned.write()
                                        .format("noop")
                                        .mode(SaveMode.Overwrite)
                                        .save())),
                        args.get(BenchParams.ROUNDS));
        return results(new CostTable(args.get(TRIPS), args.get(BenchParams.ROUNDS), costs), stages);
    }

    private static Results results(CostTable costs, Map<String, StageCpu> stages) {
        List<Goal> goals = List.of(Goal.atMost(
                JOB + " / " + QUERIES, costs.of(JOB).cpuS() / costs.of(QUERIES).cpuS(), Double.NaN, 0.6, 0.4));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("runs", costs.toJson());
        Goal.add(goals, json.putArray("goals"));
        StageTable stageTable = new StageTable(stages, costs.rounds());
        json.set("cpu_s_by_stage", stageTable.toJson());
        return new Results(
                List.of(costs.table(), Goal.table("Goals, by CPU seconds", goals), stageTable.table()), json);
    }

    /** A lake becomes one by its first ingest. */
    private static void makeLake(BenchLake lake, SparkSession spark, Location landing) {
        spark.sql(
                        "SELECT 'p' AS provider_id, 'd' AS device_id, '2026-03-01T00:00:00Z' AS timestamp, 52.5 AS lat, 13.4 AS lng")
                .write()
                .mode(SaveMode.Overwrite)
                .json(landing.uri());
        lake.run("ingest-pings", Progress.SILENT, "--landing", landing.uri(), "--format", "json");
    }

    private static void write(Dataset<Row> rows, Location folder, Table table) {
        rows.write()
                .format("delta")
                .mode(SaveMode.Overwrite)
                .save(place(folder, table).uri());
    }

    private static Location place(Location folder, Table table) {
        return folder.child("queried").child(table.name());
    }
}
