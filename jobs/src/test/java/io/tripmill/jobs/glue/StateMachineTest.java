package io.tripmill.jobs.glue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tripmill.job.JobSpec;
import io.tripmill.jobs.JobCatalog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateMachineTest {
    private final JsonNode machine = StateMachine.of(JobCatalog.specs());

    @Test
    void eachStateLeadsToTheNextJobOfTheFlow() {
        List<String> visited = new ArrayList<>();
        JsonNode states = machine.path("States");
        String next = machine.path("StartAt").asText();
        while (states.has(next) && visited.size() <= states.size()) {
            visited.add(next);
            next = states.path(next).path("Next").asText();
        }

        assertThat(visited)
                .isEqualTo(JobFlow.of(JobCatalog.specs()).jobs().stream()
                        .map(JobSpec::name)
                        .toList());
        assertThat(states.path(visited.get(visited.size() - 1)).path("End").asBoolean())
                .isTrue();
    }

    @Test
    void aRunIsGivenItsNameAndWhatTheJobRequires() {
        JsonNode parameters = machine.at("/States/ingest-pings/Parameters");

        assertThat(parameters)
                .hasToString(
                        "{\"JobName\":\"tripmill-ingest-pings\",\"Arguments\":{"
                                + "\"--run-id.$\":\"States.Format('ingest-pings.{}', $.run_id)\","
                                + "\"--business-date.$\":\"$.business_date\",\"--format.$\":\"$.arguments['ingest-pings']['format']\"}}");
    }

    @Test
    void jobsThatTakeTheSameArgumentAreGivenEachItsOwn() {
        assertThat(machine.at("/States/load-warehouse/Parameters/Arguments/--table.$")
                        .asText())
                .isEqualTo("$.arguments['load-warehouse']['table']");
        assertThat(machine.at("/States/check-quality/Parameters/Arguments/--table.$")
                        .asText())
                .isEqualTo("$.arguments['check-quality']['table']");
    }
}
