package io.tripmill.jobs.glue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.job.JobSpec;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.run.SparkSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

class GlueTemplateTest {
    private static final List<JobSpec> SPECS = JobCatalog.specs();

    private final ObjectNode template = GlueTemplate.of(SPECS, SparkSettings.ALL);

    @Test
    void everyPropertyIsOneOfItsTypeAndEveryNameIsThere() {
        assertThat(CloudFormationModel.problems(template)).isEmpty();
    }

    @Test
    void theModelFindsWhatIsWrong() {
        ObjectNode job = template.withObject("/Resources/IngestPingsJob/Properties");
        job.remove("Role");
        job.put("TimeOut", 1).put("NumberOfWorkers", "ten").put("WorkerType", "G.9X");
        job.withObject("/Command").put("ScriptLocatoin", "s3://x");
        job.putObject("Description").put("Fn::Sub", "${NoRole.Arn} ${AlarmTopic.Name}");
        job.put("LogUri", "${LakeBucket}");
        template.withObject("/Resources/AlarmTopic").put("Condition", "Never");

        assertThat(CloudFormationModel.problems(template))
                .containsExactlyInAnyOrder(
                        "IngestPingsJob.Role is missing",
                        "IngestPingsJob.TimeOut is unknown",
                        "IngestPingsJob.NumberOfWorkers is not a whole number",
                        "IngestPingsJob.WorkerType is not one of Standard|G.1X|G.2X|G.025X|G.4X|G.8X|Z.2X|G.12X|G.16X|R.1X|R.2X"
                                + "|R.4X|R.8X",
                        "IngestPingsJob.Command.ScriptLocatoin is unknown",
                        "AlarmTopic.Condition names Never, which is not there",
                        "$.Resources.IngestPingsJob.Properties.Description.Fn::Sub names NoRole, which is not there",
                        "$.Resources.IngestPingsJob.Properties.Description.Fn::Sub is not an attribute of NoRole",
                        "$.Resources.IngestPingsJob.Properties.Description.Fn::Sub is not an attribute of AlarmTopic",
                        "$.Resources.IngestPingsJob.Properties.LogUri holds a placeholder that nothing substitutes");
    }

    @Test
    void aReaderOfYamlReadsTheSameTree() {
        JsonNode read = new ObjectMapper().valueToTree(yaml().load(Yaml.of(template)));

        assertThat(read).isEqualTo(template);
    }

    @Test
    void textsThatYamlWouldTakeForSomethingElseAreQuoted() {
        ObjectNode odd = new ObjectMapper().createObjectNode();
        odd.put("yes", "no")
                .put("5.1", "6.0")
                .put("date", "2026-01-01")
                .put("colon", "a: b")
                .put("comment", "a #b");
        odd.put("quote", "\"'\\")
                .put("empty", "")
                .put("dash", "- a")
                .put("number", 1.5)
                .putNull("null");
        odd.putArray("lists").addArray().add(1).addArray();
        odd.putArray("objects").addObject().putObject("a").put("b", true);

        JsonNode read = new ObjectMapper().valueToTree(yaml().load(Yaml.of(odd)));

        assertThat(read).isEqualTo(odd);
    }

    @Test
    void theJobsAreThoseOfCreateJob() {
        for (JobSpec spec : SPECS) {
            GlueSite site = new GlueSite("6.0", "arn:role", "s3://c/code", "s3://l/lake", "s3://i/in", "eu-central-1");
            JsonNode properties = resources("AWS::Glue::Job").stream()
                    .filter(job -> job.path("Name").asText().equals(GlueJob.nameOf(spec)))
                    .findFirst()
                    .orElseThrow();

            assertThat(filled(properties)).isEqualTo(new GlueJob(spec, site, SparkSettings.ALL).createJobRequest());
        }
    }

    @Test
    void aRoleWritesTheTablesOfItsJobAndNothingElse() {
        assertThat(statement("IngestPingsRole", "WriteTables").path("Resource").findValuesAsText("Fn::Sub"))
                .containsExactly(
                        "arn:${AWS::Partition}:s3:::${LakeBucket}/${LakePrefix}/silver/pings/*",
                        "arn:${AWS::Partition}:s3:::${LakeBucket}/${LakePrefix}/silver/quarantined_pings/*");
        assertThat(statement("AggregateTripsRole", "WriteTables")
                        .path("Resource")
                        .findValuesAsText("Fn::Sub"))
                .containsExactly(
                        "arn:${AWS::Partition}:s3:::${LakeBucket}/${LakePrefix}/gold/hourly_trips/*",
                        "arn:${AWS::Partition}:s3:::${LakeBucket}/${LakePrefix}/gold/daily_trips/*",
                        "arn:${AWS::Partition}:s3:::${LakeBucket}/${LakePrefix}/gold/od_flows/*",
                        "arn:${AWS::Partition}:s3:::${LakeBucket}/${LakePrefix}/gold/daily_od_flows/*");
        assertThat(statement("IngestPingsRole", "ReadLanding").isMissingNode()).isFalse();
        assertThat(statement("ReplayQuarantineRole", "ReadLanding").isMissingNode())
                .isFalse();
        assertThat(statement("AggregateTripsRole", "ReadLanding").isMissingNode())
                .isTrue();
    }

    @Test
    void noActionIsAWildcardAndNothingButMeasuringReachesAllResources() {
        List<JsonNode> statements = template.findParents("Effect");
        assertThat(statements).hasSizeGreaterThan(SPECS.size() * 2);
        assertThat(template.findValues("Action").toString()).doesNotContain("*");
        assertThat(statements)
                .filteredOn(statement -> statement.path("Resource").toString().contains("\"*\""))
                .extracting(statement -> statement.path("Sid").asText())
                .containsExactly("Measure");
    }

    @Test
    void itIsShortEnoughToBeGivenInOneCall() {
        assertThat(Yaml.of(template)).hasSizeLessThan(51_200);
    }

    @Test
    void theReadmeDeploysItWithParametersThatItHasAndAllThatItNeeds() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        String given = readme.substring(readme.indexOf("--parameter-overrides "));
        List<String> names = Pattern.compile("(\\w+)=")
                .matcher(given.substring(0, given.indexOf('\n')))
                .results()
                .map(name -> name.group(1))
                .toList();

        List<String> needed = template.path("Parameters").properties().stream()
                .filter(parameter -> !parameter.getValue().has("Default"))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(names).containsAll(needed);
        assertThat(names).allMatch(template.path("Parameters")::has);
    }

    @Test
    void thePatternsOfPlacesRefuseWhatWouldWidenAPolicy() {
        Pattern prefix = Pattern.compile(
                template.at("/Parameters/LakePrefix/AllowedPattern").asText());
        assertThat(List.of("lake", "a/b c", "x", "über/lake")).allMatch(prefix.asMatchPredicate());
        assertThat(List.of("", "/lake", "lake/", "*", "a*b", "a?", "?", "${aws:username}"))
                .noneMatch(prefix.asMatchPredicate());
    }

    private JsonNode statement(String role, String id) {
        for (JsonNode statement :
                template.at("/Resources/" + role + "/Properties/Policies/0/PolicyDocument/Statement")) {
            if (statement.path("Sid").asText().equals(id)) {
                return statement;
            }
        }
        return MissingNode.getInstance();
    }

    private List<JsonNode> resources(String type) {
        return template.path("Resources").properties().stream()
                .map(Map.Entry::getValue)
                .filter(resource -> resource.path("Type").asText().equals(type))
                .map(resource -> resource.path("Properties"))
                .toList();
    }

    /** What CloudFormation makes of it by default. */
    private JsonNode filled(JsonNode properties) {
        try {
            return new ObjectMapper()
                    .readTree(properties
                            .toString()
                            .replaceAll("\\{\"Fn::Sub\":(\"[^\"]*\")}", "$1")
                            .replace("{\"Fn::FindInMap\":[\"Spark\",\"Settings\",\"Conf\"]}", "\"" + conf() + "\"")
                            .replaceAll("\\{\"Fn::Join\":\\[\"([^\"]*)\",\\[\"([^\"]*)\",\"([^\"]*)\"]]}", "\"$2$1$3\"")
                            .replace("{\"Ref\":\"WorkerType\"}", "\"" + fallback("WorkerType") + "\"")
                            .replace("{\"Ref\":\"MaxWorkers\"}", fallback("MaxWorkers"))
                            .replace("${CodeBucket}/${CodePrefix}", "c/code")
                            .replace("${LakeBucket}/${LakePrefix}", "l/lake")
                            .replace("${LandingBucket}/${LandingPrefix}", "i/in")
                            .replace("${AWS::Region}", "eu-central-1")
                            .replace("${GlueVersion}", "6.0")
                            .replaceAll("\\$\\{[A-Za-z]*Role\\.Arn}", "arn:role"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String conf() {
        return template.at("/Mappings/Spark/Settings/Conf").asText();
    }

    private String fallback(String parameter) {
        return template.at("/Parameters/" + parameter + "/Default").asText();
    }

    private static org.yaml.snakeyaml.Yaml yaml() {
        return new org.yaml.snakeyaml.Yaml(new Functions());
    }

    /** Reads the tags of CloudFormation as their long forms. */
    private static final class Functions extends SafeConstructor {
        Functions() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    String tag = node.getTag().getValue().substring(1);
                    Object value = node instanceof ScalarNode scalar
                            ? constructScalar(scalar)
                            : constructSequence((SequenceNode) node);
                    return Map.of(tag.equals("Ref") ? tag : "Fn::" + tag, value);
                }
            });
        }
    }
}
