package io.tripmill.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job jar on a cluster whose executors share nothing with the driver but the network and the file system. */
class SparkClusterIT {
    private static final List<String> TABLES = List.of(
            "pings",
            "quarantined_pings",
            "sessions",
            "stays",
            "trips",
            "hourly_trips",
            "daily_trips",
            "od_flows",
            "daily_od_flows");

    @Test
    void everyTableIsAsInOneProcessThoughExecutorsDie(@TempDir Path folder) throws Exception {
        Path city = folder.resolve("city");
        TypedCommand.resultOf("generate", "--vehicles=20", "--days=2", "--seed=5", "--out=" + city);
        String[] landing = {"--landing=" + city.resolve("landing"), "--format=json", "--zone=Europe/Berlin"};

        String inOneProcess = "--lake=" + folder.resolve("lake-of-one");
        run("ingest-pings", inOneProcess, landing);
        run("sessionize-trips", inOneProcess);
        run("aggregate-trips", inOneProcess);

        String onTheCluster = "--lake=" + folder.resolve("lake-of-many");
        try (SparkCluster cluster = SparkCluster.start(folder.resolve("cluster"))) {
            runAndKill(cluster, "writing pings", "ingest-pings", onTheCluster, landing);
            runAndKill(cluster, "writing stays", "sessionize-trips", onTheCluster);
            Process aggregate = submit(cluster, "aggregate-trips", onTheCluster);
            succeeds(cluster, "aggregate-trips", aggregate);
        }

        for (String table : TABLES) {
            String shown = show(table, onTheCluster);
            assertThat(shown.lines().count()).as("lines of %s", table).isGreaterThan(5);
            assertThat(shown).as(table).isEqualTo(show(table, inOneProcess));
        }
    }

    /** Runs a job, and kills an executor when the job has come to a stage. */
    private static void runAndKill(SparkCluster cluster, String stage, String job, String lake, String... more)
            throws Exception {
        Process driver = submit(cluster, job, lake, more);
        cluster.awaitLine(job, stage);
        cluster.killAnExecutor();
        succeeds(cluster, job, driver);
        assertThat(cluster.log(job)).contains("Lost executor");
    }

    private static Process submit(SparkCluster cluster, String job, String lake, String... more) throws Exception {
        return cluster.submit(
                job,
                Stream.concat(Stream.of("--job", job, lake), Stream.of(more)).toArray(String[]::new));
    }

    private static void succeeds(SparkCluster cluster, String job, Process driver) throws InterruptedException {
        boolean hasEnded = driver.waitFor(5, TimeUnit.MINUTES);
        driver.destroyForcibly();
        assertThat(hasEnded).as("%s has ended: %s", job, cluster.log(job)).isTrue();
        assertThat(driver.exitValue()).as(cluster.log(job)).isZero();
    }

    private static void run(String job, String lake, String... more) {
        TypedCommand.resultOf(
                Stream.concat(Stream.of("run", job, lake), Stream.of(more)).toArray(String[]::new));
    }

    private static String show(String table, String lake) {
        return TypedCommand.resultOf("show", table, "--format=csv", lake);
    }
}
