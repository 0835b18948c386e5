package io.tripmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.doc.ReadmeSections;
import io.tripmill.jobs.glue.AirflowDag;
import io.tripmill.jobs.glue.GlueScripts;
import io.tripmill.jobs.glue.StateMachine;
import io.tripmill.jobs.pings.RefusalReason;
import io.tripmill.run.SparkSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A generated text that is stale is written anew, and the build fails once. */
class GeneratedFilesTest {
    private static final Path README = Path.of("../README.md");
    private static final Path SCRIPTS = Path.of("../glue-scripts");
    private static final String DAG = "airflow/tripmill_dag.py";
    private static final String CONTRACT = "schedulers.md";
    private static final Path EXAMPLE = Path.of("src/test/java/io/tripmill/jobs/trips/ReadmeExampleTest.java");
    private static final Path QUALITY_EXAMPLE = Path.of("src/test/java/io/tripmill/jobs/ReadmeQualityExampleTest.java");

    @Test
    void theReadmeSaysWhatTheDeclarationsSay() throws IOException {
        String before = Files.readString(README);

        String written = ReadmeSections.of(
                        JobCatalog.specs(), List.copyOf(JobCatalog.tables().values()))
                .with("reasons", reasons())
                .with("example", example(EXAMPLE))
                .with("quality example", example(QUALITY_EXAMPLE))
                .writeInto(before);

        if (!written.equals(before)) {
            Files.writeString(README, written);
        }
        assertThat(before)
                .as("README.md was stale; it has been rewritten, commit it")
                .isEqualTo(written);
    }

    @Test
    void theScriptsOfGlueSayWhatTheDeclarationsSay() throws IOException {
        Map<String, String> written = new LinkedHashMap<>(GlueScripts.of(JobCatalog.specs(), SparkSettings.ALL));
        written.put(
                CONTRACT,
                new ReadmeSections()
                        .with("state machine", stateMachine())
                        .writeInto(Files.readString(SCRIPTS.resolve(CONTRACT))));
        written.put(DAG, AirflowDag.writeInto(Files.readString(SCRIPTS.resolve(DAG)), JobCatalog.specs()));

        List<String> stale = new ArrayList<>();
        for (Map.Entry<String, String> script : written.entrySet()) {
            Path file = SCRIPTS.resolve(script.getKey());
            if (!Files.exists(file) || !Files.readString(file).equals(script.getValue())) {
                stale.add(script.getKey());
                Files.writeString(file, script.getValue());
            }
        }
        assertThat(stale)
                .as("these files of glue-scripts were stale; they have been rewritten, commit them")
                .isEmpty();
    }

    @Test
    void noDefinitionIsLeftOfAJobThatIsGone() throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS.resolve("jobs"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(JobCatalog.specs().stream()
                            .map(spec -> spec.name() + ".json")
                            .toList());
        }
    }

    private static String stateMachine() {
        return "```json\n" + StateMachine.of(JobCatalog.specs()).toPrettyString() + "\n```\n";
    }

    private static String reasons() {
        return ReadmeSections.table(
                List.of("reason", "when"),
                Arrays.stream(RefusalReason.values())
                        .map(reason -> List.of("`" + reason.code() + "`", reason.sentence()))
                        .toList());
    }

    private static String example(Path test) throws IOException {
        String source = Files.readString(test);
        int begin = source.indexOf("// README begins\n") + "// README begins\n".length();
        int end = source.indexOf("        // README ends");
        return "```java\n" + source.substring(begin, end).stripIndent() + "```\n";
    }
}
