package io.tripmill.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripmill.job.Args;
import io.tripmill.job.Param;
import io.tripmill.run.Progress;
import io.tripmill.testkit.SparkTest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SparkTest
class BenchTest {
    private final SparkSession spark;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    BenchTest(SparkSession spark) {
        this.spark = spark;
    }

    @ParameterizedTest
    @ValueSource(strings = {"sessionize --skew 20", "movements"})
    void enginesAreComparedBeforeTheyAreMeasured(String workload, @TempDir Path folder) throws Exception {
        comparesAndMeasures(workload, folder);
    }

    @Tag("full")
    @ParameterizedTest
    @ValueSource(strings = {"ingest --history 2", "incremental --warming-runs 1", "quality"})
    void costlyOnesAreComparedBeforeTheyAreMeasured(String workload, @TempDir Path folder) throws Exception {
        comparesAndMeasures(workload, folder);
    }

    private void comparesAndMeasures(String workload, Path folder) throws Exception {
        int code = bench(Bench.WORKLOADS, workload + " --pings 5000 --rounds 1 --out " + folder);
        assertThat(code).as(err.toString(UTF_8)).isZero();
        List<String> lines = out.toString(UTF_8).lines().toList();
        assertThat(lines.get(0)).isEqualTo("checksums equal");
        String last = lines.get(lines.size() - 1);
        assertThat(last).startsWith("BENCH {");
        JsonNode json = new ObjectMapper().readTree(last.substring("BENCH ".length()));
        assertThat(json.get("workload").asText()).isEqualTo(workload.split(" ", 2)[0]);
        assertThat(json.findValuesAsText("cpu_s")).isNotEmpty().allMatch(seconds -> Double.parseDouble(seconds) > 0);
    }

    @Test
    void differencesAreListedAndNothingIsMeasured() {
        Workload differing = new Workload() {
            @Override
            public String name() {
                return "differing";
            }

            @Override
            public String sentence() {
                return "Differs.";
            }

            @Override
            public List<Param<?>> params() {
                return List.of(BenchParams.CORES);
            }

            @Override
            public Results measure(Args args, SparkSession session, Progress progress) {
                throw new ChecksumsDiffer(List.of("one is not two."));
            }
        };
        assertThat(bench(List.of(differing), "differing")).isEqualTo(70);
        assertThat(out.toString(UTF_8)).isEqualToIgnoringNewLines("checksums differ\none is not two.\n");
    }

    @Test
    void wrongArgumentsAreOneSentence() {
        assertThat(bench(Bench.WORKLOADS, "sessionize --pings many --core 2")).isEqualTo(10);
        assertThat(err.toString(UTF_8))
                .hasLineCount(1)
                .contains("--pings: 'many' is not a whole number", "--core is unknown");
    }

    @Test
    void anUnknownWorkloadIsToldTheOthers() {
        assertThat(bench(Bench.WORKLOADS, "sessionise")).isEqualTo(10);
        assertThat(err.toString(UTF_8)).contains("sessionize, movements, incremental, ingest, aggregates, quality");
    }

    @Test
    void helpListsTheWorkloads() {
        assertThat(bench(Bench.WORKLOADS, "help")).isZero();
        assertThat(out.toString(UTF_8)).contains("sessionize", "movements", "incremental", "ingest", "quality");
        assertThat(bench(Bench.WORKLOADS, "help sessionize")).isZero();
        assertThat(out.toString(UTF_8)).contains("--pings N", "Default: 10000000");
    }

    private int bench(List<Workload> workloads, String command) {
        return new Bench(
                        new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), cores -> spark, workloads)
                .command(List.of(command.split(" ", -1)));
    }
}
