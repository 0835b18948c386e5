package io.tripmill.jobs.aggregates;

import io.tripmill.job.Args;
import io.tripmill.job.Inputs;
import io.tripmill.job.Job;
import io.tripmill.job.JobSpec;
import io.tripmill.job.Plan;
import io.tripmill.job.ServiceDates;
import io.tripmill.job.Write;
import io.tripmill.job.Write.Upsert;
import io.tripmill.schema.Trips;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Stands for whoever writes trips, in each of the ways in which that can be done. */
record ChangeTrips(Write change) implements Job {
    static ChangeTrips all(Dataset<Row> trips) {
        return new ChangeTrips(new Write.ReplaceAll(Trips.TABLE, trips));
    }

    static ChangeTrips of(List<LocalDate> dates, Dataset<Row> trips) {
        return new ChangeTrips(new Write.ReplaceDates(Trips.TABLE, trips, ServiceDates.only(dates)));
    }

    /** Trips of known ids replace the stored ones, maybe on another date; others are new. */
    static ChangeTrips merged(Dataset<Row> trips) {
        Dataset<Row> judged = trips.withColumn(Upsert.VERDICT, functions.lit(Upsert.REPLACE))
                .withColumn(Upsert.COPIES, functions.lit(1L));
        return new ChangeTrips(new Upsert(Trips.TABLE, List.of(Trips.TRIP_ID), judged));
    }

    @Override
    public JobSpec spec() {
        return JobSpec.named("change-trips", "Changes trips.")
                .mayRead(Trips.TABLE)
                .writes(Trips.TABLE);
    }

    @Override
    public Plan plan(Inputs inputs, Args args) {
        return Plan.of(change);
    }
}
