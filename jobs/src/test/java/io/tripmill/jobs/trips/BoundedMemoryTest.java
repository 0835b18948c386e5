package io.tripmill.jobs.trips;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a device sends need not fit into memory. */
@Tag("full")
class BoundedMemoryTest {
    private static final int PINGS = 10_000_000;

    /** A ping each second from 12:26:40 meets 116 midnights, of which the first cuts nothing. */
    private static final int SESSIONS = 116;

    @TempDir
    private static Path folder;

    @Test
    void aDeviceOfTenMillionPingsInAnyOrderPassesThroughOneGigabyte() throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens") || argument.startsWith("-Djdk."))
                .forEach(command::add);
        command.addAll(List.of(
                "-Dspark.master=local[2]",
                "-Dspark.ui.enabled=false",
                "-Dspark.local.dir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                OneBusyDevice.class.getName(),
                Integer.toString(PINGS)));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();

        assertThat(process.waitFor()).as(() -> text(err)).isZero();
        assertThat(Files.readAllLines(out)).contains("PINGS " + PINGS + " SESSIONS " + SESSIONS);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
