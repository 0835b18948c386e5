package io.tripmill.jobs.glue;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.jobs.JobCatalog;
import io.tripmill.run.SparkSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The driver run by spark-submit in a process of its own, with the arguments that Glue sends. */
@Tag("full")
class SubmittedDriverTest {
    private static final Path LANDING = Path.of("../testdata/pipeline/landing");

    @TempDir
    private static Path folder;

    private static Path jar = Path.of("");

    private record Ended(int exitCode, String out, String err) {}

    @BeforeAll
    static void theDriverIsCompiled() throws IOException, InterruptedException {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        assertThat(Driver.compileInto(classes, Driver.STAND_INS, Driver.SOURCE)).isEmpty();
        jar = folder.resolve("script.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file);
                Stream<Path> compiled = Files.walk(classes)) {
            for (Path path : compiled.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(new JarEntry(classes.relativize(path).toString()));
                entries.write(Files.readAllBytes(path));
            }
        }
    }

    @Test
    void aJobThatReturnsIsCommitted() throws Exception {
        Ended ended = submit(LANDING, "--format", "json");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out().lines().filter(line -> line.matches("(GLUE|TRIPMILL) .*")))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("GLUE init tripmill-ingest-pings jr_1"),
                        line -> assertThat(line)
                                .startsWith("TRIPMILL {\"job\":\"ingest-pings\"")
                                .contains("\"state\":\"succeeded\""),
                        line -> assertThat(line).isEqualTo("GLUE commit tripmill-ingest-pings"));
    }

    @Test
    void anExceptionIsLetThroughAndNothingIsCommitted() throws Exception {
        Ended ended = submit(folder.resolve("nowhere"), "--format", "json");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("Exception in thread \"main\" io.tripmill.job.RunFailure: [T-INPUT-MISSING] ");
        assertThat(ended.out()).contains("GLUE init", "\"error_code\":\"T-INPUT-MISSING\"");
        assertThat(ended.out()).doesNotContain("GLUE commit");
    }

    /** Runs as Glue does: its settings of Spark from one argument, its own arguments around those of the job, and a stray word. */
    private static Ended submit(Path landing, String... more) throws IOException, InterruptedException {
        GlueSite site = new GlueSite(
                "5.1",
                "role",
                "s3://code",
                Files.createTempDirectory(folder, "lake").toUri().toString().replaceAll("/$", ""),
                landing.toUri().toString(),
                "eu-central-1");
        GlueJob job = new GlueJob(JobCatalog.named("ingest-pings").spec(), site, SparkSettings.ALL);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-opens") || option.startsWith("-XX:"))
                .toList());
        command.addAll(List.of("-Xmx1g", "-cp", Driver.classPath(), "org.apache.spark.deploy.SparkSubmit"));
        command.addAll(List.of("--master", "local[2]", "--conf", "spark.ui.enabled=false"));
        Map<String, String> defaults = job.defaultArguments();
        command.addAll(List.of(("--conf " + defaults.get("--conf")).split(" ")));
        command.addAll(List.of("--class", defaults.getOrDefault("--class", ""), jar.toString()));
        command.addAll(List.of("--JOB_NAME", job.name(), "--JOB_ID", "j_1", "--JOB_RUN_ID", "jr_1", "true"));
        defaults.forEach((name, value) -> command.addAll(List.of(name, value)));
        command.addAll(List.of(more));
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        int exitCode = process.waitFor();
        return new Ended(exitCode, Files.readString(out), Files.readString(err));
    }
}
