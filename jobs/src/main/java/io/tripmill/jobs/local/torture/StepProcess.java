package io.tripmill.jobs.local.torture;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.RunFailure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A step in a Java process of its own, with the class path and the options of this one. */
final class StepProcess {
    private static final String LAUNCHER = "io.tripmill.jobs.local.Tripmill";

    private final Step step;
    private final Process process;
    private final Path log;

    private StepProcess(Step step, Process process, Path log) {
        this.step = step;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it.
     *
     * @param properties more system properties
     * @param log where its output goes
     */
    static StepProcess start(Step step, Map<String, String> properties, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-XX:ArchiveClassesAtExit") && !option.startsWith("-Xlog"))
                .forEach(command::add);
        // A process that lives for seconds gains nothing from the optimising compiler.
        command.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of(LAUNCHER, "run", step.job()));
        command.addAll(step.arguments());
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new StepProcess(step, process, log);
        } catch (IOException e) {
            throw new RunFailure(
                    ErrorCode.INTERNAL,
                    "A Java process could not be started: " + e.getMessage() + ".",
                    "Look for the memory and the processes that are left.",
                    e);
        }
    }

    /** Kills the process, as {@code kill -9} does, unless it has ended by then. Gives whether it was killed. */
    boolean killedAfter(Duration time) {
        try {
            if (process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
                return !hasSucceeded();
            }
            process.destroyForcibly().waitFor();
            return !hasSucceeded();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * Waits for its end, and says whether it came to the step's end; false if it was killed.
     *
     * @throws RunFailure if it ended in another way
     */
    boolean hasSucceeded() {
        try {
            int exitCode = process.waitFor();
            if (exitCode == 0) {
                return true;
            }
            if (exitCode == HaltingFileSystem.EXIT_CODE) {
                return false;
            }
            throw new RunFailure(
                    ErrorCode.INTERNAL,
                    "The step " + step.name() + " failed after a kill, with the exit code " + exitCode + ".",
                    "Read '" + log + "', which ends with: " + lastLine());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private RunFailure interrupted(InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
        return new RunFailure(ErrorCode.INTERNAL, "The campaign was interrupted.", "Start it again.", e);
    }

    private String lastLine() {
        try {
            return Files.readAllLines(log).stream()
                    .filter(line -> line.startsWith("[T-"))
                    .reduce("", (first, second) -> second);
        } catch (IOException e) {
            return "nothing that can be read";
        }
    }
}
