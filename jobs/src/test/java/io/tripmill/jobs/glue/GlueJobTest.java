package io.tripmill.jobs.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.job.Args;
import io.tripmill.job.JobSpec;
import io.tripmill.job.LandingJob;
import io.tripmill.job.Param;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.run.SparkSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.awssdk.services.glue.model.CreateJobRequest;
import software.amazon.awssdk.services.glue.model.ExecutionClass;
import software.amazon.awssdk.services.glue.model.WorkerType;

class GlueJobTest {
    static final List<JobSpec> SPECS = JobCatalog.specs();

    private static final GlueSite SITE = new GlueSite(
            "6.0", "arn:aws:iam::1:role/r", "s3://code/1.0", "s3://lake/a b", "s3://landing/pings", "ap-northeast-1");

    @ParameterizedTest
    @FieldSource("SPECS")
    void theRequestIsWhatTheModelOfTheSdkKnows(JobSpec spec) {
        ObjectNode request = job(spec).createJobRequest();

        assertThat(RequestModel.problems(request, CreateJobRequest.builder())).isEmpty();
        assertThat(WorkerType.fromValue(request.get("WorkerType").asText()))
                .isNotEqualTo(WorkerType.UNKNOWN_TO_SDK_VERSION);
        assertThat(ExecutionClass.fromValue(request.get("ExecutionClass").asText()))
                .isNotEqualTo(ExecutionClass.UNKNOWN_TO_SDK_VERSION);
        assertThat(request.fieldNames())
                .toIterable()
                .contains("Name", "Role", "Command", "GlueVersion", "WorkerType", "NumberOfWorkers")
                .as("Glue 2.0 and newer refuse it beside workers")
                .doesNotContain("MaxCapacity");
        assertThat(request.get("Description").asText()).hasSizeLessThanOrEqualTo(2048);
    }

    @Test
    void theModelFindsUnknownFieldsAndOtherTypes() {
        ObjectNode request = job(SPECS.get(0)).createJobRequest();
        request.put("TimeOut", 1).put("NumberOfWorkers", "10").put("Timeout", true);
        request.withObject("/Command").put("ScriptLocatoin", "s3://x");
        request.withObject("/DefaultArguments").put("--n", 1);

        assertThat(RequestModel.problems(request, CreateJobRequest.builder()))
                .containsExactlyInAnyOrder(
                        "$.TimeOut is unknown",
                        "$.NumberOfWorkers is not a whole number",
                        "$.Timeout is not a whole number",
                        "$.Command.ScriptLocatoin is unknown",
                        "$.DefaultArguments.--n is not a text");
    }

    @ParameterizedTest
    @FieldSource("SPECS")
    void theJobUnderstandsItsDefaultArgumentsAndSetsThoseOfGlueAside(JobSpec spec) {
        List<String> argv = new ArrayList<>(List.of("--JOB_NAME", "x", "true", "--business-date", "2026-03-01"));
        job(spec).defaultArguments().forEach((name, value) -> {
            if (!name.equals("--job")) {
                argv.addAll(List.of(name, value));
            }
        });
        spec.params().stream()
                .filter(Param::isRequired)
                .filter(param -> !argv.contains(param.toString()))
                .forEach(param -> argv.addAll(List.of(param.toString(), example(param))));
        if (spec.name().equals("erase-device")) {
            // One device or a file of them: neither is required by itself.
            argv.addAll(List.of("--devices-file", "s3://lake/devices.csv"));
        }

        assertThatCode(() -> Args.parse(spec, argv)).doesNotThrowAnyException();
        assertThat(Args.parse(spec, argv).asTyped()).containsEntry("lake", "s3://lake/a b");
    }

    @Test
    void theSessionIsMadeWithAllSettingsAndS3aKnowsTheRegion() {
        String conf = job(SPECS.get(0)).defaultArguments().getOrDefault("--conf", "");

        List<String> settings = List.of(conf.split(" --conf ", -1));
        assertThat(settings)
                .hasSize(SparkSettings.ALL.size() + 1)
                .contains("spark.hadoop.fs.s3a.endpoint.region=ap-northeast-1")
                .contains("spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension")
                .isSorted();
        SparkSettings.ALL.forEach((name, value) -> assertThat(settings).contains(name + "=" + value));
    }

    @Test
    void onlyTheVersionAndTheJarTellTheRuntimesApart() {
        JobSpec spec = SPECS.get(0);
        String on51 = new GlueJob(spec, new GlueSite("5.1", "r", "c", "l", "p", "eu"), Map.of())
                .createJobRequest()
                .toString();
        String on60 = new GlueJob(spec, new GlueSite("6.0", "r", "c", "l", "p", "eu"), Map.of())
                .createJobRequest()
                .toString();

        assertThat(on60).isEqualTo(on51.replace("5.1", "6.0")).contains("\"c/tripmill-jobs-glue-6.0.jar\"");
    }

    @Test
    void landingGoesToThoseWhoReadIt() {
        assertThat(SPECS)
                .allSatisfy(spec -> assertThat(job(spec).defaultArguments().containsKey("--landing"))
                        .isEqualTo(spec.params().contains(LandingJob.LANDING)));
    }

    private static GlueJob job(JobSpec spec) {
        return new GlueJob(spec, SITE, SparkSettings.ALL);
    }

    private static String example(Param<?> param) {
        return Map.ofEntries(
                        Map.entry("format", "csv"),
                        Map.entry("log-format", "csv"),
                        Map.entry("logs", "s3://gateway/logs"),
                        Map.entry("table", "pings"),
                        Map.entry("ruleset", "default"),
                        Map.entry("consumer", "city"),
                        Map.entry("product", "od_flows"),
                        Map.entry("contract", "s3://contracts/city.yaml"),
                        Map.entry("expectations", "s3://landing/feeds.json"),
                        Map.entry("outbound", "s3://city/outbound"),
                        Map.entry("jdbc-url", "jdbc:postgresql://localhost/warehouse"))
                .getOrDefault(param.name(), "");
    }
}
