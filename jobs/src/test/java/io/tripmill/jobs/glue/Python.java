package io.tripmill.jobs.glue;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Python 3 with stand-ins of the modules that the scripts of Glue and Airflow import. */
final class Python {
    private static final Path STAND_INS = Path.of("src/test/resources/glue/python");

    /** What a script printed, to both streams, and how it ended. */
    record Ended(int exitCode, String said) {}

    private Python() {}

    /** Runs python3 with these arguments; skips the test where there is none. */
    static Ended run(Path folder, List<String> arguments) throws IOException, InterruptedException {
        assumeTrue(isThere(folder), "python3 is not installed: the Python scripts are not tested");
        return ended(folder, arguments);
    }

    private static Ended ended(Path folder, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3", "-W", "error"));
        command.addAll(arguments);
        Path said = Files.createTempFile(folder, "said", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put("PYTHONPATH", STAND_INS.toAbsolutePath().toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        return new Ended(builder.start().waitFor(), Files.readString(said));
    }

    private static boolean isThere(Path folder) throws InterruptedException {
        try {
            return ended(folder, List.of("--version")).exitCode() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
