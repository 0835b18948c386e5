package io.tripmill.jobs.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.testkit.aws.AwsStandIn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployCommandTest {
    private static final String JAR = "code/tripmill/tripmill-jobs-glue-5.1.jar";
    private static final int JOBS = JobCatalog.ALL.size();

    private final AwsStandIn aws = AwsStandIn.open();

    @TempDir
    private Path home;

    DeployCommandTest() throws IOException {}

    @BeforeEach
    void buildAndMakeABucket() throws IOException {
        aws.s3().make("code");
        write("jobs/target/tripmill-jobs-1-glue-5.1.jar", "bytes of a jar");
        write("glue-scripts/TripmillJob.scala", "object TripmillJob");
    }

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void anEmptyAccountGetsCodeAndJobs() throws IOException {
        write("rules/pings.dqdl", "Rules = [ RowCount > 0 ]");
        write("rules/notes.txt", "not a ruleset");

        String out = deploy("--rulesets=" + home.resolve("rules"), "--catalog-database=mobility");

        assertThat(aws.s3().names())
                .containsExactlyInAnyOrder(JAR, "code/tripmill/TripmillJob.scala", "code/tripmill/rulesets/pings.dqdl");
        assertThat(aws.s3().object(JAR).text()).isEqualTo("bytes of a jar");
        ObjectNode job = aws.glue().job("tripmill-ingest-pings");
        assertThat(job.path("Role").asText()).isEqualTo("tripmill");
        assertThat(job.at("/DefaultArguments/--extra-jars").asText()).isEqualTo("s3://" + JAR);
        assertThat(job.at("/DefaultArguments/--lake").asText()).isEqualTo("s3://code/lake");
        assertThat(job.at("/DefaultArguments/--landing").asText()).isEqualTo("s3://code/landing");
        assertThat(job.at("/DefaultArguments/--catalog-database").asText()).isEqualTo("mobility");
        assertThat(job.at("/DefaultArguments/--conf").asText()).contains("fs.s3a.endpoint.region=eu-central-1");
        assertThat(out)
                .contains(
                        "+ s3://" + JAR,
                        "+ job tripmill-ingest-pings",
                        "3 files to upload, " + JOBS + " jobs to create, 0 to change")
                .endsWith("done\n");
    }

    @Test
    void aSecondDeploymentHasNothingToDo() {
        deploy();
        forgetCalls();

        assertThat(deploy())
                .contains("= s3://" + JAR, "= job tripmill-ingest-pings")
                .endsWith("nothing to do\n");

        assertThat(aws.s3().calls().names()).containsOnly("HeadBucket", "HeadObject");
        assertThat(aws.glue().calls().names()).containsOnly("GetJob");
    }

    @Test
    void whatDiffersIsNamedFieldByFieldAndWhatOthersAddedStays() throws IOException {
        deploy();
        ObjectNode job = aws.glue().job("tripmill-sessionize-trips");
        job.put("Timeout", 30).put("Role", "arn:aws:iam::123456789012:role/tripmill");
        ((ObjectNode) job.get("DefaultArguments")).put("--session-gap", "PT20M").put("--lake", "s3://old/lake");
        job.putObject("Connections").putArray("Connections").add("vpc");
        write("jobs/target/tripmill-jobs-1-glue-5.1.jar", "bytes of a newer jar");
        forgetCalls();

        String out = deploy();

        assertThat(out)
                .contains(
                        "+ s3://" + JAR,
                        "= s3://code/tripmill/TripmillJob.scala",
                        """
                        ~ job tripmill-sessionize-trips
                            DefaultArguments.--lake: s3://old/lake -> s3://code/lake
                            Timeout: 30 -> 120
                        """,
                        "1 files to upload, 0 jobs to create, 1 to change");
        ObjectNode changed = aws.glue().job("tripmill-sessionize-trips");
        assertThat(changed.path("Timeout").asInt()).isEqualTo(120);
        assertThat(changed.path("Role").asText()).isEqualTo("arn:aws:iam::123456789012:role/tripmill");
        assertThat(changed.at("/DefaultArguments/--session-gap").asText()).isEqualTo("PT20M");
        assertThat(changed.at("/Connections/Connections/0").asText()).isEqualTo("vpc");
        assertThat(aws.s3().object(JAR).text()).isEqualTo("bytes of a newer jar");
        assertThat(aws.s3().calls().names()).containsOnlyOnce("PutObject");
        assertThat(aws.glue().calls().names()).containsOnlyOnce("UpdateJob").doesNotContain("CreateJob");
        assertThat(deploy()).endsWith("nothing to do\n");
    }

    @Test
    void aDryRunChangesNothing() {
        assertThat(deploy("--dry-run")).endsWith("nothing was done: --dry-run\n");

        assertThat(aws.s3().names()).isEmpty();
        assertThat(aws.glue().calls().names()).containsOnly("GetJob");
    }

    @Test
    void anotherVersionOfGlueHasAnotherJar() throws IOException {
        assertThatThrownBy(() -> deploy("--glue-version=6.0"))
                .hasMessageMatching(
                        "\\[T-INPUT-MISSING] There is no job jar for Glue 6.0 in '.*target-glue-6.0'. Build it: .*");
        write("jobs/target-glue-6.0/tripmill-jobs-1-glue-6.0.jar", "bytes");

        deploy("--glue-version=6.0");

        ObjectNode job = aws.glue().job("tripmill-ingest-pings");
        assertThat(job.path("GlueVersion").asText()).isEqualTo("6.0");
        assertThat(job.at("/DefaultArguments/--extra-jars").asText())
                .isEqualTo("s3://code/tripmill/tripmill-jobs-glue-6.0.jar");
    }

    @Test
    void tooManyCallsAreMadeAgain() {
        aws.glue().calls().throttle("CreateJob", 1);
        aws.s3().calls().throttle("PutObject", 1);

        deploy();

        assertThat(aws.glue().calls().names().stream().filter("CreateJob"::equals))
                .hasSize(JOBS + 1);
        assertThat(aws.s3().calls().names().stream().filter("PutObject"::equals))
                .hasSize(3);
    }

    @Test
    void aMissingRightIsNamedAndTheNextDeploymentGoesOn() {
        aws.glue().calls().deny("CreateJob");

        assertThatThrownBy(this::deploy)
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.DEPLOY))
                .hasMessageStartingWith("[T-DEPLOY] AWS answered AccessDeniedException:")
                .hasMessageEndingWith(
                        "is not authorized to perform: glue:CreateJob. Give the role or user what it lacks, then deploy"
                                + " again: what is done already is left alone.");

        aws.glue().calls().allowAll();
        assertThat(deploy()).contains("0 files to upload, " + JOBS + " jobs to create");
    }

    @Test
    void aBucketThatMayNotBeReadOrIsNotThereIsNamed() {
        assertThatThrownBy(() -> deploy("--bucket=elsewhere"))
                .hasMessage(
                        "[T-DEPLOY] There is no bucket 'elsewhere'. Make it (aws s3 mb s3://elsewhere) or correct --bucket.");

        aws.s3().calls().deny("HeadBucket");
        assertThatThrownBy(this::deploy)
                .hasMessageStartingWith("[T-DEPLOY] AWS answered HTTP status 403")
                .hasMessageContaining("Give the role or user what it lacks");

        aws.s3().calls().allowAll();
        aws.s3().calls().deny("PutObject");
        assertThatThrownBy(this::deploy).hasMessageStartingWith("[T-DEPLOY] AWS answered AccessDenied: Access Denied.");
        assertThat(aws.glue().calls().names()).doesNotContain("CreateJob");
    }

    @Test
    void argumentsAreCheckedAllAtOnce() {
        assertThatThrownBy(() -> new DeployCommand(home, System.out)
                        .deploy(List.of("--bucket=A", "--lake=/tmp/lake", "--glue-version=4.0", "--dry-run=maybe")))
                .hasMessageContaining("[T-ARGUMENT]")
                .hasMessageContaining("--bucket: 'A' must be the name of a bucket")
                .hasMessageContaining("--lake: '/tmp/lake' must be on S3")
                .hasMessageContaining("--glue-version: '4.0' is none of 5.1|6.0")
                .hasMessageContaining("--dry-run: 'maybe' is neither true nor false")
                .hasMessageContaining("--role is missing");
    }

    private String deploy(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> argv = new ArrayList<>(List.of("--role=tripmill"));
        argv.addAll(List.of(arguments));
        if (argv.stream().noneMatch(argument -> argument.startsWith("--bucket"))) {
            argv.add("--bucket=code");
        }
        new DeployCommand(home, new PrintStream(out, true, StandardCharsets.UTF_8)).deploy(argv);
        return out.toString(StandardCharsets.UTF_8);
    }

    private void forgetCalls() {
        aws.s3().calls().forget();
        aws.glue().calls().forget();
    }

    private void write(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
