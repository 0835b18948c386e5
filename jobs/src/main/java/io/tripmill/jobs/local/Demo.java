package io.tripmill.jobs.local;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import io.tripmill.job.Args;
import io.tripmill.job.CommonParams;
import io.tripmill.job.LandingJob;
import io.tripmill.job.Location;
import io.tripmill.job.Param;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.jobs.local.report.ReportCommand;
import io.tripmill.run.Lake;
import io.tripmill.run.Layout;
import io.tripmill.run.Progress;
import io.tripmill.run.Runner;
import io.tripmill.run.SparkSettings;
import io.tripmill.run.Storage;
import io.tripmill.schema.Field;
import io.tripmill.schema.HourlyTrips;
import io.tripmill.schema.OdFlows;
import io.tripmill.schema.Pings;
import io.tripmill.schema.QuarantinedPings;
import io.tripmill.schema.Trips;
import io.tripmill.schema.VehicleDays;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The whole path on a generated city: landing files to flows between cells, and a look at each table. */
final class Demo {
    static final String NAME = "demo";
    static final String SENTENCE = "Makes a city, runs every job of the main path on it, and shows what came out.";

    private static final int ROWS_SHOWN = 5;

    private static final Param<Integer> VEHICLES =
            Param.wholeNumber("vehicles", "How many vehicles the city has.").orElse(40);
    private static final Param<Integer> DAYS =
            Param.wholeNumber("days", "On how many local days they set off.").orElse(4);
    private static final Param<Integer> SEED =
            Param.wholeNumber("seed", "Which city.").orElse(7);
    private static final Param<Location> FOLDER = Param.location(
                    "folder", "Where the city and the lake are made; what an earlier demo left there is removed.")
            .orElse(Location.of(System.getProperty("tripmill.home", "") + "/target/demo"));
    static final List<Param<?>> PARAMS = List.of(VEHICLES, DAYS, SEED, FOLDER);

    private final PrintStream out;
    private final PrintStream err;

    Demo(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    void show(List<String> argv) {
        Args args = Args.parse(NAME, PARAMS, argv);
        Location city = args.get(FOLDER).child("city");
        Location root = args.get(FOLDER).child("lake");
        SparkSession spark = SparkSettings.open("tripmill demo");
        Storage storage = new Storage(spark.sparkContext().hadoopConfiguration());
        // Only what a demo makes: the folder may hold other things of the caller's.
        storage.deleteFolder(city);
        storage.deleteFolder(root);
        storage.deleteFolder(args.get(FOLDER).child(DemoDelivery.OUTBOUND));

        Progress progress = Progress.to(err);
        progress.stage("making a city");
        progress.ended();
        new GenerateCity(err)
                .generate(List.of(
                        "--vehicles=" + args.get(VEHICLES),
                        "--days=" + args.get(DAYS),
                        "--seed=" + args.get(SEED),
                        "--out=" + city));
        Runner runner = new Runner(() -> spark, JobCatalog.tables(), Clock.systemUTC(), progress, report -> {});
        String lake = "--" + CommonParams.LAKE.name() + "=" + root;
        runner.run(
                JobCatalog.named("ingest-pings"),
                List.of(
                        lake,
                        "--" + LandingJob.LANDING.name() + "=" + city.child("landing"),
                        "--" + LandingJob.FORMAT.name() + "=json",
                        "--zone=Europe/Berlin"));
        runner.run(JobCatalog.named("sessionize-trips"), List.of(lake));
        runner.run(JobCatalog.named("aggregate-vehicles"), List.of(lake));
        runner.run(JobCatalog.named("aggregate-trips"), List.of(lake));
        progress.stage("looking at the tables");
        progress.ended();
        Lake made = new Lake(spark, storage, Layout.of(root));
        tables(made);
        new DemoDelivery(runner, storage, args.get(FOLDER), out).deliver(made.read(OdFlows.TABLE));
        new ReportCommand(err).write(List.of(lake, "--out=" + args.get(FOLDER).child("report.html")));
        whatNext(root);
    }

    private void tables(Lake lake) {
        Dataset<Row> pings = lake.read(Pings.TABLE);
        print(
                Pings.TABLE.name(),
                pings,
                pings.orderBy(columns(Pings.TABLE.key())),
                List.of(Pings.PROVIDER_ID, Pings.DEVICE_ID, Pings.TIMESTAMP, Pings.LAT, Pings.LNG, Pings.VEHICLE_TYPE));

        Dataset<Row> quarantined = lake.read(QuarantinedPings.TABLE);
        out.printf(Locale.ROOT, "%n%s by reason (%,d rows)%n", QuarantinedPings.TABLE, quarantined.count());
        Dataset<Row> byReason = quarantined
                .select(explode(QuarantinedPings.REASONS.col()).as("reason"))
                .groupBy(col("reason"))
                .agg(count(lit(1)).as("records"))
                .orderBy(desc("records"), col("reason"));
        print(List.of("reason", "records"), byReason.collectAsList());

        Dataset<Row> trips = lake.read(Trips.TABLE).withColumn(Trips.FLAGS.name(), array_join(Trips.FLAGS.col(), " "));
        print(
                Trips.TABLE.name(),
                trips,
                trips.orderBy(columns(Trips.TABLE.key())),
                List.of(
                        Trips.DEVICE_ID,
                        Trips.VEHICLE_TYPE,
                        Trips.START_TIME,
                        Trips.END_TIME,
                        Trips.DISTANCE_M,
                        Trips.MOVING_TIME_S,
                        Trips.START_H3,
                        Trips.END_H3,
                        Trips.FLAGS));

        Dataset<Row> hourly = lake.read(HourlyTrips.TABLE);
        print(
                HourlyTrips.TABLE.name(),
                hourly,
                hourly.orderBy(
                        HourlyTrips.TRIPS.col().desc(), HourlyTrips.HOUR_START.col(), HourlyTrips.START_H3.col()),
                List.of(
                        HourlyTrips.LOCAL_HOUR,
                        HourlyTrips.START_H3,
                        HourlyTrips.PROVIDER_ID,
                        HourlyTrips.VEHICLE_TYPE,
                        HourlyTrips.TRIPS,
                        HourlyTrips.SHORT_TRIPS,
                        HourlyTrips.OPEN_TRIPS,
                        HourlyTrips.MEAN_DISTANCE_M,
                        HourlyTrips.MEAN_DURATION_S));

        Dataset<Row> flows = lake.read(OdFlows.TABLE);
        print(
                OdFlows.TABLE.name(),
                flows,
                flows.orderBy(
                        OdFlows.TRIPS.col().desc(),
                        OdFlows.HOUR_START.col(),
                        OdFlows.ORIGIN_H3.col(),
                        OdFlows.DESTINATION_H3.col()),
                List.of(
                        OdFlows.LOCAL_HOUR,
                        OdFlows.ORIGIN_H3,
                        OdFlows.DESTINATION_H3,
                        OdFlows.TRIPS,
                        OdFlows.DISTANCE_M,
                        OdFlows.DURATION_S));

        Dataset<Row> days = lake.read(VehicleDays.TABLE);
        print(
                VehicleDays.TABLE.name(),
                days,
                days.orderBy(
                        VehicleDays.UTILISATION.col().desc(),
                        VehicleDays.SERVICE_DATE.col(),
                        VehicleDays.PROVIDER_ID.col(),
                        VehicleDays.DEVICE_ID.col()),
                List.of(
                        VehicleDays.SERVICE_DATE,
                        VehicleDays.DEVICE_ID,
                        VehicleDays.TRIPS,
                        VehicleDays.DISTANCE_M,
                        VehicleDays.MOVING_S,
                        VehicleDays.STOPPED_S,
                        VehicleDays.PARKED_S,
                        VehicleDays.SILENT_S,
                        VehicleDays.UTILISATION));
    }

    private void print(String title, Dataset<Row> all, Dataset<Row> ordered, List<Field> fields) {
        out.printf(Locale.ROOT, "%n%s (%,d rows)%n", title, all.count());
        print(
                fields.stream().map(Field::name).toList(),
                ordered.select(columns(fields)).limit(ROWS_SHOWN).collectAsList());
    }

    private void print(List<String> names, List<Row> rows) {
        AlignedTable.print(
                names, rows.stream().map(row -> RowFormat.cells(names, row)).toList(), out);
    }

    private void whatNext(Location lake) {
        out.printf("""

                What next
                  glue-scripts/tripmill show trips --lake %1$s --where "vehicle_type = 'bus'"
                  glue-scripts/tripmill show od_flows --lake %1$s --format csv
                  glue-scripts/tripmill help sessionize-trips
                  glue-scripts/tripmill help export-product
                """, lake);
    }

    private static Column[] columns(List<Field> fields) {
        return fields.stream().map(Field::col).toArray(Column[]::new);
    }
}
