package io.tripmill.jobs.local;

import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.sum;

import io.tripmill.geo.H3Cells;
import io.tripmill.job.CommonParams;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Location;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.run.Runner;
import io.tripmill.run.Storage;
import io.tripmill.schema.OdFlows;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The end of the demo: what a partner is given of the busiest day, and whether it arrived whole. */
final class DemoDelivery {
    static final String OUTBOUND = "outbound";

    private static final String PARTNER = "planning-office";
    private static final int AREA_LEVEL = 3;
    private static final int LINES_SHOWN = 6;

    private final Runner runner;
    private final Storage storage;
    private final Location folder;
    private final PrintStream out;

    DemoDelivery(Runner runner, Storage storage, Location folder, PrintStream out) {
        this.runner = runner;
        this.storage = storage;
        this.folder = folder;
        this.out = out;
    }

    void deliver(Dataset<Row> flows) {
        List<Row> days = flows.groupBy(OdFlows.SERVICE_DATE.col())
                .agg(sum(OdFlows.TRIPS.col()).as("trips"))
                .orderBy(desc("trips"), OdFlows.SERVICE_DATE.col())
                .limit(1)
                .collectAsList();
        if (days.isEmpty()) {
            out.printf("%nNothing to deliver: no trip is complete yet.%n");
            return;
        }
        LocalDate busiest = days.get(0).getLocalDate(0);
        Location contract = folder.child(OUTBOUND + "/contract.yaml");
        storage.write(contract, contract(areas(flows)));
        try {
            runner.run(
                    JobCatalog.named("export-product"),
                    List.of(
                            "--" + CommonParams.LAKE.name() + "=" + folder.child("lake"),
                            "--" + CommonParams.BUSINESS_DATE.name() + "=" + busiest,
                            "--consumer=" + PARTNER,
                            "--product=od_flows",
                            "--contract=" + contract,
                            "--outbound=" + folder.child(OUTBOUND)));
        } catch (RunFailure refused) {
            if (refused.code() != ErrorCode.TOO_FEW) {
                throw refused;
            }
            out.printf("%nNothing to deliver: %s%n", refused.getMessage());
            return;
        }
        Location delivered = folder.child(OUTBOUND + "/od_flows/service_date=" + busiest);
        out.printf("%ndelivered to %s (the first lines)%n", PARTNER);
        storage.read(delivered.child("od_flows.csv")).stream()
                .flatMap(String::lines)
                .limit(LINES_SHOWN)
                .forEach(out::println);
        out.printf("%nverified%n");
        new VerifyCommand(storage, out).verify(delivered.child("manifest.json").toString());
    }

    private static SortedSet<String> areas(Dataset<Row> flows) {
        SortedSet<String> areas = new TreeSet<>();
        flows.select(OdFlows.ORIGIN_H3.col())
                .distinct()
                .collectAsList()
                .forEach(row -> areas.add(H3Cells.ancestor(row.getString(0), AREA_LEVEL)));
        return areas;
    }

    private static String contract(SortedSet<String> areas) {
        return """
                consumer: %s
                version: 1
                expires: 9999-12-31
                areas: [%s]
                period: day
                level: 7
                products:
                  od_flows:
                    columns: [period_start, origin_h3, destination_h3, trips, distance_m, duration_s]
                    format: csv
                """.formatted(PARTNER, String.join(", ", areas));
    }
}
