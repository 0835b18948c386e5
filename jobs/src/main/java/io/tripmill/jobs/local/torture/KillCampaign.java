package io.tripmill.jobs.local.torture;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Carries out steps in processes that are killed, and starts a step again until it succeeds.
 *
 * @param folder where the logs of the processes go
 * @param err is told of every kill
 */
public record KillCampaign(Path folder, PrintStream err) {
    /** More than any step has needed; one that is killed at random gets through in the end, too. */
    private static final int MOST_KILLS_OF_A_STEP = 3;

    private static final Duration FIRST_GUESS = Duration.ofSeconds(12);

    /** Kills each step once before and once after every commit. Gives the number of kills. */
    public int killAtEveryCommit(List<Step> steps, Path root) {
        Path done = folder.resolve("commits.txt");
        int kills = 0;
        for (Step step : steps) {
            Map<String, String> halting = Map.of(
                    "spark.hadoop.fs.file.impl",
                    HaltingFileSystem.class.getName(),
                    // It renames through Hadoop's file system; the usual one for files goes past it.
                    "spark.delta.logStore.file.impl",
                    "io.delta.storage.LocalLogStore",
                    "spark.hadoop." + HaltingFileSystem.STEP,
                    step.name(),
                    "spark.hadoop." + HaltingFileSystem.ROOT,
                    root.toString(),
                    "spark.hadoop." + HaltingFileSystem.DONE,
                    done.toString());
            while (!start(step, halting, kills).hasSucceeded()) {
                kills++;
                err.printf("kill %d: %s%n", kills, lastLine(done));
            }
        }
        return kills;
    }

    /**
     * Kills steps at times that come from the seed, up to three times each, and at the most this number of times in all.
     *
     * @param round which lake of the campaign it is
     * @param undisturbed carries out the steps that are left when all kills are made
     */
    public int killAtRandom(List<Step> steps, long seed, int round, int mostKills, Consumer<Step> undisturbed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 1_000 + round);
        Map<String, Duration> lasted = new HashMap<>();
        int kills = 0;
        for (Step step : steps) {
            if (kills == mostKills) {
                undisturbed.accept(step);
                continue;
            }
            int ofThisStep = Math.min(1 + random.nextInt(MOST_KILLS_OF_A_STEP), mostKills - kills);
            boolean isDone = false;
            while (ofThisStep > 0 && !isDone) {
                Duration whole = lasted.getOrDefault(step.job(), FIRST_GUESS);
                Duration time = Duration.ofMillis((long) (whole.toMillis() * random.nextDouble()));
                if (start(step, Map.of(), kills).killedAfter(time)) {
                    kills++;
                    ofThisStep--;
                    err.printf("kill %d of round %d: %s after %.1f s%n", kills, round, step.name(), seconds(time));
                } else {
                    isDone = true;
                }
            }
            if (!isDone) {
                long begin = System.nanoTime();
                start(step, Map.of(), kills).hasSucceeded();
                lasted.put(step.job(), Duration.ofNanos(System.nanoTime() - begin));
            }
        }
        return kills;
    }

    private StepProcess start(Step step, Map<String, String> properties, int kills) {
        return StepProcess.start(step, properties, folder.resolve(step.name() + "-" + kills + ".log"));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }

    private static String lastLine(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.get(lines.size() - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
