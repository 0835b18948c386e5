package io.tripmill.jobs.example;

import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.expr;

import io.tripmill.job.Args;
import io.tripmill.job.DailyJob;
import io.tripmill.job.DateRange;
import io.tripmill.job.Inputs;
import io.tripmill.job.JobSpec;
import io.tripmill.job.Plan;
import io.tripmill.job.Write;
import io.tripmill.schema.Table;
import io.tripmill.schema.Trips;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Counts the devices of each provider that made trips. */
final class CountDevices implements DailyJob {
    @Override
    public JobSpec spec() {
        return JobSpec.named("count-devices", "Counts the devices of each provider that made trips on a service day.")
                .reads(Trips.TABLE)
                .writes(DailyDevices.TABLE)
                .takes(RECOMPUTE, DateRange.FROM, DateRange.TO)
                .checks(DailyJob::rangeIsWhole);
    }

    @Override
    public Table followed() {
        return Trips.TABLE;
    }

    @Override
    public Plan plan(Inputs inputs, Args args) {
        if (inputs.touched().isNone()) {
            return Plan.nothing();
        }
        Dataset<Row> devices = inputs.of(Trips.TABLE)
                .filter(expr(inputs.touched().condition()))
                .groupBy(Trips.SERVICE_DATE.col(), Trips.PROVIDER_ID.col())
                .agg(DailyDevices.DEVICES.is(count_distinct(Trips.DEVICE_ID.col())));
        return Plan.of(new Write.ReplaceDates(DailyDevices.TABLE, devices, inputs.touched()));
    }
}
