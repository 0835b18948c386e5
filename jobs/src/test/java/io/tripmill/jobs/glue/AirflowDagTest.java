package io.tripmill.jobs.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.job.Args;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.run.SparkSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The DAG under Python, with stand-ins of Airflow that refuse unknown keywords; no scheduler ever saw it. */
class AirflowDagTest {
    private static final Path SCRIPTS = Path.of("../glue-scripts");
    private static final Path CONFIG = Path.of("src/test/resources/glue/tripmill.json");
    private static final String DESCRIBE = "src/test/resources/glue/python/describe_dag.py";
    private static final GlueSite SITE = new GlueSite(
            "6.0",
            "arn:aws:iam::123456789012:role/tripmill",
            "s3://code-bucket/tripmill",
            "s3://lake-bucket/a lake",
            "s3://landing-bucket/landing",
            "eu-central-1");

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void theDagIsCopiedAsTheReadmeSays() throws IOException {
        for (String part : List.of("airflow", "jobs")) {
            Files.createDirectory(folder.resolve(part));
            try (Stream<Path> files = Files.list(SCRIPTS.resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, folder.resolve(part).resolve(file.getFileName()));
                }
            }
        }
        Files.copy(CONFIG, folder.resolve("airflow/tripmill.json"));
    }

    @Test
    void everyScheduledJobIsAnOperatorBehindThoseThatItWaitsFor() throws Exception {
        JobFlow flow = JobFlow.of(JobCatalog.specs());

        JsonNode tasks = described().path("tasks");

        assertThat(tasks.findValuesAsText("task_id"))
                .isEqualTo(flow.jobs().stream().map(spec -> spec.name()).toList());
        tasks.forEach(task -> assertThat(texts(task.path("upstream")))
                .isEqualTo(flow.upstream().get(task.at("/given/task_id").asText())));
    }

    @Test
    void aJobThatIsNotThereIsMadeLikeItsDefinition() throws Exception {
        for (JsonNode task : described().path("tasks")) {
            GlueJob job = new GlueJob(
                    JobCatalog.named(task.at("/given/task_id").asText()).spec(), SITE, SparkSettings.ALL);
            JsonNode given = task.path("given");

            // What the hook of the operator makes of its keywords.
            ObjectNode made = new ObjectMapper().createObjectNode();
            made.set("Name", given.path("job_name"));
            made.set("Description", given.path("job_desc"));
            made.set("Role", given.path("iam_role_arn"));
            made.putObject("ExecutionProperty").set("MaxConcurrentRuns", given.path("concurrent_run_limit"));
            made.putObject("Command").put("Name", "glueetl").set("ScriptLocation", given.path("script_location"));
            made.set("MaxRetries", given.path("retry_limit"));
            made.setAll((ObjectNode) given.path("create_job_kwargs"));
            assertThat(made).isEqualTo(job.createJobRequest());
            assertThat(given.path("waiter_max_attempts").asInt()
                            * given.path("waiter_delay").asInt())
                    .as("Airflow waits longer than Glue lets the job run, seconds")
                    .isGreaterThan(GlueJob.TIMEOUT_MINUTES * 60);
        }
    }

    @Test
    void theJobUnderstandsTheArgumentsOfItsRuns() throws Exception {
        for (JsonNode task : described().path("tasks")) {
            GlueJob job = new GlueJob(
                    JobCatalog.named(task.at("/given/task_id").asText()).spec(), SITE, SparkSettings.ALL);
            Map<String, String> arguments = new LinkedHashMap<>(job.defaultArguments());
            task.at("/given/script_args")
                    .properties()
                    .forEach(argument -> arguments.put(
                            argument.getKey(),
                            argument.getValue()
                                    .asText()
                                    .replace("{{ run_id }}", "scheduled__2026-10-24T19:30:00+00:00")
                                    .replace("{{ business_date(dag_run) }}", "2026-10-25")));
            arguments.remove("--job");
            List<String> argv = new ArrayList<>(List.of("--JOB_NAME", job.name()));
            arguments.forEach((name, value) -> argv.addAll(List.of(name, value)));

            assertThat(Args.parse(job.spec(), argv).asTyped())
                    .containsEntry("business-date", "2026-10-25")
                    .containsEntry("run-id", job.spec().name() + ".scheduled__2026-10-24T19:30:00+00:00");
        }
    }

    @Test
    void runsDoNotOvertakeEachOtherAndWaitInTheTriggerer() throws Exception {
        JsonNode described = described();

        assertThat(described.at("/dag/max_active_runs").asText()).isEqualTo("1");
        assertThat(described.at("/dag/catchup").asText()).isEqualTo("False");
        assertThat(described.path("schedule")).hasToString("[\"30 4 * * *\",\"Asia/Tokyo\"]");
        described.path("tasks").forEach(task -> {
            assertThat(task.at("/given/deferrable").asBoolean()).isTrue();
            assertThat(task.at("/given/retries").asInt()).isEqualTo(1);
        });
    }

    @Test
    void theRunsOfAJobMayBeGivenOtherWorkers() throws Exception {
        JsonNode tasks = described().path("tasks");

        assertThat(tasks.path(0).at("/given/run_job_kwargs")).isEmpty();
        assertThat(tasks.path(1).at("/given/run_job_kwargs"))
                .hasToString("{\"WorkerType\":\"G.2X\",\"NumberOfWorkers\":20}");
    }

    @Test
    void theBusinessDateIsTheLocalOne() throws Exception {
        assertThat(described().path("business_dates")).hasToString("[\"2026-10-25\",\"2026-10-25\"]");
    }

    @Test
    void aFailureTellsTheReportOfTheRunAndABackfillIsQuiet() throws Exception {
        JsonNode published = described().path("published");

        assertThat(published.findValuesAsText("message"))
                .containsExactly(
                        "ingest-pings failed in scheduled__1: [T-BAD-FILE] A file is torn. Have it sent again. (attempt 2)",
                        "ingest-pings failed in scheduled__3: no report; Glue: TIMEOUT");
        assertThat(published.findValuesAsText("target_arn"))
                .containsOnly("arn:aws:sns:eu-central-1:123456789012:tripmill");
    }

    @Test
    void whatTheConfigurationLacksIsNamed() throws Exception {
        Path config = folder.resolve("airflow/tripmill.json");
        ObjectNode given = (ObjectNode) new ObjectMapper().readTree(Files.readString(config));
        given.remove("arguments");
        Files.writeString(config, given.toString());
        assertThat(describe().said())
                .contains(
                        "ValueError: tripmill.json: arguments of ingest-pings lack format; see glue-scripts/tripmill help");

        given.remove(List.of("lake", "role"));
        Files.writeString(config, given.toString());
        assertThat(describe().said()).contains("ValueError: tripmill.json lacks lake, role;");
    }

    @Test
    void aDagWithoutTheMarksIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AirflowDag.writeInto("JOBS = []\n", JobCatalog.specs()))
                .withMessageContaining("# generated: jobs");
    }

    private JsonNode described() throws IOException, InterruptedException {
        Python.Ended ended = describe();
        assertThat(ended.exitCode()).as(ended.said()).isZero();
        return new ObjectMapper().readTree(ended.said().substring(ended.said().indexOf("{\"dag\"")));
    }

    private Python.Ended describe() throws IOException, InterruptedException {
        return Python.run(
                folder,
                List.of(DESCRIBE, folder.resolve("airflow/tripmill_dag.py").toString()));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
