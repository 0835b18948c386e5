package io.tripmill.jobs.glue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tripmill.jobs.JobCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.CreateTriggerRequest;

/** The triggers that the README makes. */
class ReadmeTriggersTest {
    private static final Pattern COMMAND =
            Pattern.compile("aws glue create-trigger(.*?)(?=\\naws |\\n```)", Pattern.DOTALL);
    private static final Pattern OPTION = Pattern.compile("--([a-z-]+)(?: +(?:'([^']*)'|([^-' \\\\][^ \\n]*)))?");

    @Test
    void theyAreRequestsThatTheSdkKnowsAndFollowTheFlowOfTheJobs() throws IOException {
        List<JsonNode> triggers = COMMAND.matcher(Files.readString(Path.of("../README.md")))
                .results()
                .map(command -> request(command.group(1).replaceAll("\\\\\n *", "")))
                .toList();
        JobFlow flow = JobFlow.of(JobCatalog.specs());

        assertThat(triggers).hasSize(4);
        assertThat(triggers).allSatisfy(trigger -> {
            assertThat(RequestModel.problems(trigger, CreateTriggerRequest.builder()))
                    .isEmpty();
            String job = trigger.at("/Actions/0/JobName").asText().replace("tripmill-", "");
            List<String> awaited = trigger.path("Predicate").findValuesAsText("JobName").stream()
                    .map(name -> name.replace("tripmill-", ""))
                    .toList();
            assertThat(upstreamOf(job, flow)).containsAll(awaited);
            assertThat(awaited.stream()
                            .flatMap(name -> Stream.concat(Stream.of(name), upstreamOf(name, flow).stream())))
                    .containsAll(upstreamOf(job, flow));
            List<String> given = List.copyOf(trigger.at("/Actions/0/Arguments").properties().stream()
                    .map(argument -> argument.getKey().substring(2))
                    .toList());
            assertThat(given).isEqualTo(RunNeeds.of(JobCatalog.named(job).spec()));
        });
    }

    private static List<String> upstreamOf(String job, JobFlow flow) {
        return flow.upstream().getOrDefault(job, List.of());
    }

    private static JsonNode request(String options) {
        ObjectNode request = new ObjectMapper().createObjectNode();
        OPTION.matcher(options).results().forEach(option -> request.set(member(option.group(1)), value(option)));
        return request;
    }

    /** As the AWS CLI names it: start-on-creation is StartOnCreation. */
    private static String member(String option) {
        return Pattern.compile("(?:^|-)([a-z])").matcher(option).replaceAll(first -> first.group(1)
                .toUpperCase(Locale.ROOT));
    }

    private static JsonNode value(MatchResult option) {
        String text = option.group(2) != null ? option.group(2) : option.group(3);
        try {
            return text == null
                    ? new ObjectMapper().readTree("true")
                    : text.matches("(?s)[\\[{].*") ? new ObjectMapper().readTree(text) : new TextNode(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(text, e);
        }
    }
}
