package io.tripmill.jobs.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tripmill.job.JobSpec;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.schema.Pings;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.Trips;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobFlowTest {

    @Test
    void jobsWaitForThoseThatWriteWhatTheyRead() {
        List<JobSpec> backwards = new ArrayList<>(JobCatalog.specs());
        Collections.reverse(backwards);

        JobFlow flow = JobFlow.of(backwards);

        assertThat(flow.upstream().get("sessionize-trips")).containsExactly("ingest-pings");
        assertThat(flow.upstream().get("aggregate-trips"))
                .containsExactlyInAnyOrder("sessionize-trips", "aggregate-vehicles");
        assertThat(flow.upstream().get("ingest-pings")).isEmpty();
        assertThat(names(flow.jobs())).containsSubsequence("ingest-pings", "sessionize-trips", "aggregate-trips");
    }

    @Test
    void aJobWhoseArgumentsNameItsInputWaitsForAllOthers() {
        JobFlow flow = JobFlow.of(JobCatalog.specs());

        List<String> others = new ArrayList<>(names(flow.jobs()));
        List.of("load-warehouse", "rollup-usage", "check-quality").forEach(others::remove);
        assertThat(flow.upstream().get("check-quality")).containsExactlyInAnyOrderElementsOf(others);
        assertThat(flow.upstream().get("load-warehouse")).containsExactlyInAnyOrderElementsOf(others);
    }

    @Test
    void aRepairIsNoPartOfTheFlow() {
        assertThat(names(JobFlow.of(JobCatalog.specs()).jobs()))
                .doesNotContain("replay-quarantine", "maintain-tables", "erase-device");
        assertThat(JobCatalog.specs().stream().filter(JobFlow::isRepair).map(JobSpec::name))
                .containsExactly("replay-quarantine", "maintain-tables", "erase-device");
    }

    @Test
    void aDeliveryIsStartedForEachReceiverAndNotByTheSchedule() {
        assertThat(names(JobFlow.of(JobCatalog.specs()).jobs())).doesNotContain("export-product");
        assertThat(JobCatalog.specs().stream().filter(JobFlow::isDelivery).map(JobSpec::name))
                .containsExactly("export-product");
    }

    @Test
    void jobsToOptInForAreLeftToWhoeverWantsThem() {
        assertThat(names(JobFlow.of(JobCatalog.specs()).jobs())).doesNotContain("aggregate-speeds", "arrival-check");
        assertThat(JobCatalog.specs().stream().filter(JobSpec::isOptIn).map(JobSpec::name))
                .containsExactly("arrival-check", "aggregate-speeds");
    }

    @Test
    void aCircleIsRefused() {
        JobSpec one = JobSpec.named("one", "Reads two.").reads(Trips.TABLE).writes(Sessions.TABLE);
        JobSpec two = JobSpec.named("two", "Reads one.").reads(Sessions.TABLE).writes(Trips.TABLE);
        JobSpec free = JobSpec.named("free", "Reads none of both.").reads(Pings.TABLE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> JobFlow.of(List.of(one, free, two)))
                .withMessage("jobs wait for each other: [one, two]");
        assertThat(JobFlow.of(List.of(one, free)).upstream()).isEqualTo(Map.of("one", List.of(), "free", List.of()));
    }

    private static List<String> names(List<JobSpec> specs) {
        return specs.stream().map(JobSpec::name).toList();
    }
}
