package io.tripmill.jobs.glue;

import io.tripmill.job.JobSpec;
import io.tripmill.job.LandingJob;
import io.tripmill.job.Param;
import java.util.List;

/** The arguments that each run of a job must be given, since no definition can know them. */
final class RunNeeds {
    private RunNeeds() {}

    /** Their names, in the order of the declaration. */
    static List<String> of(JobSpec spec) {
        return spec.takes().stream()
                .filter(Param::isRequired)
                .filter(param -> !param.equals(LandingJob.LANDING))
                .map(Param::name)
                .toList();
    }
}
