package io.tripmill.metastore;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.jobs.local.Tripmill;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables registered by one process are found by name in the next: the launcher with Hive's embedded metastore. */
@Tag("full")
class LocalMetastoreTest {
    @TempDir
    private Path folder;

    @Test
    void aTableThatARunRegisteredIsFoundByItsNameInAnotherProcess() throws Exception {
        Files.createDirectories(folder.resolve("landing"));
        Files.writeString(folder.resolve("landing/pings.csv"), """
                provider_id,device_id,timestamp,lat,lng
                p,d,2026-03-01T08:00:00Z,52.5,13.4
                p,d,2026-03-01T08:01:00Z,52.501,13.4
                """);

        assertThat(ingest()).contains("\"catalog\":\"created: pings, quarantined_pings\"");
        assertThat(ingest()).contains("\"catalog\":\"unchanged: pings, quarantined_pings\"");
        assertThat(tripmill("sql", "SELECT lat FROM mobility.pings ORDER BY timestamp", "--format=csv"))
                .isEqualTo("lat\n52.5\n52.501\n");
    }

    private String ingest() throws IOException, InterruptedException {
        return tripmill(
                "run",
                "ingest-pings",
                "--lake=" + folder.resolve("lake"),
                "--landing=" + folder.resolve("landing"),
                "--format=csv",
                "--catalog-database=spark:mobility");
    }

    /** Runs the launcher's main class as its script does, in this test's folder, and gives what it prints. */
    private String tripmill(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-opens") || option.startsWith("-XX:"))
                .toList());
        command.addAll(List.of("-Xmx1g", "-Dspark.sql.catalogImplementation=hive"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Tripmill.class.getName()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        int exitCode = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        assertThat(exitCode).as(Files.readString(err)).isZero();
        return Files.readString(out);
    }
}
