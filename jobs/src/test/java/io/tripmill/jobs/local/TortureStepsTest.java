package io.tripmill.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.job.Args;
import io.tripmill.job.JobSpec;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.jobs.local.torture.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TortureStepsTest {
    private static final TortureWarehouse WAREHOUSE =
            new TortureWarehouse("jdbc:postgresql://localhost/trips", "loader", Optional.empty(), Optional.empty());

    @TempDir
    private Path folder;

    @BeforeEach
    void aCity() throws IOException {
        for (String hour : List.of("06", "07")) {
            Path arrivals = Files.createDirectories(
                    folder.resolve("city/landing/2026/10/24").resolve(hour));
            Files.writeString(arrivals.resolve("part-0.jsonl"), "{}\n");
        }
        Files.createDirectories(folder.resolve("city/truth"));
        Files.writeString(folder.resolve("city/truth/trips.csv"), "provider_id,device_id,start_time\nacme,bus-1,now\n");
    }

    @Test
    void everyJobIsKilledUnlessItIsSaidWhyNot() {
        assertThat(jobs(Optional.of(WAREHOUSE)))
                .containsExactlyInAnyOrderElementsOf(
                        JobCatalog.specs().stream().map(JobSpec::name).toList());
        assertThat(Stream.concat(jobs(Optional.empty()).stream(), steps(Optional.empty()).leftOut().keySet().stream()))
                .containsExactlyInAnyOrderElementsOf(
                        JobCatalog.specs().stream().map(JobSpec::name).toList());
        assertThat(steps(Optional.of(WAREHOUSE)).leftOut()).isEqualTo(Map.of());
    }

    @Test
    void everyStepIsOneOfItsKindAndItsArgumentsAreAccepted() {
        List<Step> steps = steps(Optional.of(WAREHOUSE)).at(folder.resolve("lakes"));

        assertThat(steps.stream().map(Step::name)).doesNotHaveDuplicates();
        for (Step step : steps) {
            JobSpec spec = JobCatalog.named(step.job()).spec();
            assertThat(Args.parse(spec.name(), spec.params(), step.arguments())).isNotNull();
        }
    }

    @Test
    void theVehicleOfTheFirstTripIsErased() throws IOException {
        steps(Optional.empty()).at(folder.resolve("lakes"));

        assertThat(Files.readString(folder.resolve("devices.csv"))).isEqualTo("provider_id,device_id\nacme,bus-1\n");
    }

    private List<String> jobs(Optional<TortureWarehouse> warehouse) {
        return steps(warehouse).at(folder.resolve("lakes")).stream()
                .map(Step::job)
                .distinct()
                .toList();
    }

    private TortureSteps steps(Optional<TortureWarehouse> warehouse) {
        return new TortureSteps(folder.resolve("city"), folder, warehouse);
    }
}
