package io.tripmill.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.job.RunFailure;
import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.run.Progress;
import io.tripmill.run.Runner;
import io.tripmill.testkit.SparkTest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that were put where they do not belong come out nowhere. */
@SparkTest
class CanaryTest {
    private static final String CANARY = "kVq7Lm2Canary";

    @Test
    void noOutputHoldsASecret(SparkSession spark, @TempDir Path folder) throws Exception {
        EmbeddedLake lake = new EmbeddedLake(spark, folder);
        lake.make(ZoneId.of("UTC"), LocalTime.MIDNIGHT);
        String presigned = "https://127.0.0.1:1/b/k.csv?X-Amz-Credential=" + CANARY + "&X-Amz-Signature=" + CANARY;
        List<List<String>> runs = List.of(
                List.of("ingest-pings", "--landing=" + presigned, "--format=csv"),
                List.of("ingest-pings", "--landing=s3n://AKIA:" + CANARY + "@bucket/k", "--format=csv"),
                List.of(
                        "load-warehouse",
                        "--jdbc-url=jdbc:postgresql://127.0.0.1:1/db?user=u&password=" + CANARY,
                        "--schema=s",
                        "--table=trips"),
                List.of("load-warehouse", "--jdbc-password=" + CANARY, "--jdbc-url=x", "--schema=s", "--table=trips"),
                List.of("check-quality", "--table=trips", "--ruleset=" + presigned));
        for (List<String> run : runs) {
            String said = output(spark, lake, run);
            assertThat(said).as(run.toString()).contains("[T-").doesNotContain(CANARY);
        }
        try (Stream<Path> files = Files.walk(lake.root())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(CANARY);
            }
        }
    }

    /** What a run that fails says on its way, of itself, and by its exception with all causes. */
    private static String output(SparkSession spark, EmbeddedLake lake, List<String> run) {
        ByteArrayOutputStream progress = new ByteArrayOutputStream();
        StringWriter said = new StringWriter();
        Runner runner = new Runner(
                () -> spark,
                JobCatalog.tables(),
                Clock.systemUTC(),
                Progress.to(new PrintStream(progress, true, StandardCharsets.UTF_8)),
                report -> said.write(report.toJson()));
        try {
            runner.run(
                    JobCatalog.named(run.get(0)),
                    Stream.concat(
                                    Stream.of("--lake=" + lake.root()),
                                    run.stream().skip(1))
                            .toList());
        } catch (RunFailure failure) {
            said.write(failure.getMessage());
            failure.printStackTrace(new PrintWriter(said, true));
        }
        return said + progress.toString(StandardCharsets.UTF_8);
    }
}
