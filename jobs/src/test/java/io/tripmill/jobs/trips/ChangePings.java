package io.tripmill.jobs.trips;

import io.tripmill.job.Args;
import io.tripmill.job.Inputs;
import io.tripmill.job.Job;
import io.tripmill.job.JobSpec;
import io.tripmill.job.Plan;
import io.tripmill.job.ServiceDates;
import io.tripmill.job.Write;
import io.tripmill.schema.Pings;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** Stands for whoever removes pings, such as a person's right to be forgotten. */
record ChangePings(Column removed, List<LocalDate> dates) implements Job {
    @Override
    public JobSpec spec() {
        return JobSpec.named("change-pings", "Removes pings.")
                .mayRead(Pings.TABLE)
                .writes(Pings.TABLE);
    }

    @Override
    public Plan plan(Inputs inputs, Args args) {
        ServiceDates ofThem = ServiceDates.only(dates);
        return Plan.of(new Write.ReplaceDates(
                Pings.TABLE, inputs.of(Pings.TABLE).filter(ofThem.condition()).filter(functions.not(removed)), ofThem));
    }
}
