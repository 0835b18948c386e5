package io.tripmill.jobs.local.privacy;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import io.tripmill.doc.HelpPage;
import io.tripmill.job.Args;
import io.tripmill.job.CommonParams;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Location;
import io.tripmill.job.Param;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.run.Lake;
import io.tripmill.run.Layout;
import io.tripmill.run.SparkSettings;
import io.tripmill.run.Storage;
import io.tripmill.schema.Deliveries;
import io.tripmill.schema.OdFlows;
import io.tripmill.schema.Trips;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Tries to learn from a consumer's deliveries what they must not tell. Writes nothing. */
public final class PrivacyReport {
    public static final String NAME = "privacy-report";
    public static final String SENTENCE =
            "Reads all that a consumer was given, counts anew, and tries to compute what was hidden: by reading, by differencing totals,"
                    + " and by putting products together. Fails where that succeeds.";

    private static final Param<String> CONSUMER = Param.text("consumer", "Whose deliveries are looked at.");

    public static final List<Param<?>> PARAMS =
            List.of(CommonParams.LAKE, CommonParams.LAYOUT, CONSUMER, CommonParams.IGNORE_ARGUMENTS);

    private static final String TRIPS = "trips";
    private static final int MOST_TOLD = 50;

    private final PrintStream out;

    public PrivacyReport(PrintStream out) {
        this.out = out;
    }

    /**
     * Prints what was looked at, and what was found.
     *
     * @throws RunFailure T-LEAK if anything was found
     */
    public void print(List<String> argv) {
        Args args = Args.parse(NAME, PARAMS, argv);
        SparkSession spark = SparkSettings.open("tripmill privacy-report");
        Storage storage = new Storage(spark.sparkContext().hadoopConfiguration());
        Lake lake = new Lake(spark, storage, Layout.from(args, storage, JobCatalog.tables()));
        String consumer = args.get(CONSUMER);
        SortedMap<LocalDate, Map<String, DeliveredFile>> given = given(spark, storage, lake, consumer);
        List<Finding> findings = new ArrayList<>();
        long rows = 0;
        for (Map.Entry<LocalDate, Map<String, DeliveredFile>> day : given.entrySet()) {
            List<DeliveredFile> ofCounts = new ArrayList<>();
            for (Map.Entry<String, DeliveredFile> delivery : day.getValue().entrySet()) {
                rows += delivery.getValue().rows().size();
                if (delivery.getKey().equals(TRIPS)) {
                    findings.addAll(
                            trips(lake, day.getKey(), delivery.getValue()).findings());
                } else {
                    ofCounts.add(delivery.getValue());
                }
            }
            if (!ofCounts.isEmpty()) {
                findings.addAll(counts(lake, day.getKey(), ofCounts));
            }
        }
        out.printf("deliveries to %s: %d dates, %d rows%n", consumer, given.size(), rows);
        findings.stream().limit(MOST_TOLD).forEach(finding -> out.println(finding.attack() + ": " + finding.what()));
        if (!findings.isEmpty()) {
            throw new RunFailure(
                    ErrorCode.LEAK,
                    findings.size() + " things follow from what " + consumer + " was given that it must not know.",
                    "Withdraw these deliveries, and report it.");
        }
        out.println("nothing hidden follows from them");
    }

    /** By service date, the newest delivery of each product. */
    private static SortedMap<LocalDate, Map<String, DeliveredFile>> given(
            SparkSession spark, Storage storage, Lake lake, String consumer) {
        List<Row> deliveries = lake.version(Deliveries.TABLE).isEmpty()
                ? List.of()
                : lake.read(Deliveries.TABLE)
                        .filter(Deliveries.CONSUMER.col().equalTo(consumer))
                        .collectAsList();
        if (deliveries.isEmpty()) {
            throw new RunFailure(
                    ErrorCode.INPUT_MISSING,
                    "Nothing was delivered to '" + consumer + "' from this lake.",
                    "Check --consumer and --lake.");
        }
        SortedMap<LocalDate, Map<String, DeliveredFile>> given = new TreeMap<>();
        for (Row row : deliveries) {
            given.computeIfAbsent(row.getAs(Deliveries.SERVICE_DATE.name()), date -> new TreeMap<>())
                    .put(
                            row.getAs(Deliveries.PRODUCT.name()),
                            DeliveredFile.read(spark, storage, Location.of(row.getAs(Deliveries.FILE.name()))));
        }
        return given;
    }

    private static GivenTrips trips(Lake lake, LocalDate date, DeliveredFile delivered) {
        Set<String> devices = new HashSet<>();
        lake.read(Trips.TABLE)
                .filter(Trips.SERVICE_DATE.col().equalTo(date))
                .select(Trips.DEVICE_ID.col())
                .distinct()
                .collectAsList()
                .forEach(row -> devices.add(row.getString(0)));
        return new GivenTrips(date.toString(), delivered.term("k"), delivered.rows(), devices);
    }

    /**
     * What follows from all counts of a date. Those that were right when they were made, and are not any more, can't be subtracted from
     * others: each is looked at alone.
     */
    private List<Finding> counts(Lake lake, LocalDate date, List<DeliveredFile> files) {
        Map<Flow, Long> truth = truth(lake, date);
        List<Finding> findings = new ArrayList<>();
        List<GivenCounts> together = new ArrayList<>();
        for (DeliveredFile file : files) {
            GivenCounts counts = file.counts();
            findings.addAll(counts.tooSmall());
            List<Finding> otherwise = counts.otherThan(truth);
            boolean isOfAnEarlierVersion = lake.version(OdFlows.TABLE)
                    .filter(version -> version == file.sourceVersion())
                    .isEmpty();
            if (otherwise.isEmpty()) {
                together.add(counts);
            } else if (isOfAnEarlierVersion) {
                out.printf(
                        "%s of %s: %d counts come out otherwise than from version %d of %s; deliver again with --restated, and look again%n",
                        counts.product(), date, otherwise.size(), file.sourceVersion(), OdFlows.TABLE);
                findings.addAll(new Differencing(List.of(counts), truth).findings());
            } else {
                findings.addAll(otherwise);
            }
        }
        findings.addAll(new Differencing(together, truth).findings());
        return findings;
    }

    /** How many trips there were, by a query of its own. */
    private static Map<Flow, Long> truth(Lake lake, LocalDate date) {
        Map<Flow, Long> truth = new HashMap<>();
        for (Row row : lake.read(OdFlows.TABLE)
                .filter(OdFlows.SERVICE_DATE.col().equalTo(date))
                .groupBy(OdFlows.LOCAL_HOUR.col(), OdFlows.ORIGIN_H3.col(), OdFlows.DESTINATION_H3.col())
                .agg(sum(col(OdFlows.TRIPS.name())).as("n"))
                .collectAsList()) {
            truth.put(new Flow(row.getString(0), row.getString(1), row.getString(2)), row.getLong(3));
        }
        return truth;
    }

    public static String help() {
        return HelpPage.ofCommand(NAME, SENTENCE, PARAMS);
    }
}
