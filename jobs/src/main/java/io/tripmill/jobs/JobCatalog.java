package io.tripmill.jobs;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.Job;
import io.tripmill.job.JobSpec;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.aggregates.AggregateSpeeds;
import io.tripmill.jobs.aggregates.AggregateTrips;
import io.tripmill.jobs.aggregates.AggregateVehicles;
import io.tripmill.jobs.arrivals.ArrivalCheck;
import io.tripmill.jobs.pings.IngestPings;
import io.tripmill.jobs.pings.ReplayQuarantine;
import io.tripmill.jobs.quality.CheckQuality;
import io.tripmill.jobs.serving.ExportProduct;
import io.tripmill.jobs.trips.SessionizeTrips;
import io.tripmill.jobs.upkeep.EraseDevice;
import io.tripmill.jobs.upkeep.MaintainTables;
import io.tripmill.jobs.usage.RollupUsage;
import io.tripmill.jobs.warehouse.LoadWarehouse;
import io.tripmill.schema.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Every job, in the order of the data flow. */
public final class JobCatalog {
    public static final List<Job> ALL = List.of(
            new ArrivalCheck(),
            new IngestPings(),
            new ReplayQuarantine(),
            new SessionizeTrips(),
            new AggregateTrips(),
            new AggregateVehicles(),
            new AggregateSpeeds(),
            new ExportProduct(),
            new LoadWarehouse(),
            new RollupUsage(),
            new CheckQuality(),
            new MaintainTables(),
            new EraseDevice());

    private JobCatalog() {}

    public static List<JobSpec> specs() {
        return ALL.stream().map(Job::spec).toList();
    }

    /** Every table that a job writes, by name, in the order of the data flow. */
    public static Map<String, Table> tables() {
        Map<String, Table> tables = new LinkedHashMap<>();
        specs().forEach(spec -> spec.writes().forEach(table -> tables.put(table.name(), table)));
        return tables;
    }

    /**
     * The job of a name.
     *
     * @throws RunFailure with {@link ErrorCode#ARGUMENT} if there is none
     */
    public static Job named(String name) {
        return ALL.stream()
                .filter(job -> job.spec().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RunFailure(
                        ErrorCode.ARGUMENT,
                        "There is no job '" + name + "'.",
                        "The jobs are: " + specs().stream().map(JobSpec::name).collect(Collectors.joining(", "))
                                + "."));
    }
}
