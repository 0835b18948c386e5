package io.tripmill.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pipeline on an S3 server behind a bad network: whatever befalls its requests, the tables are those of a good one, or a run fails
 * with a code and the same run again makes them so. {@code -Dtripmill.seed=N} and {@code -Dtripmill.fault.rounds=N} try other faults.
 */
class FaultyStoreIT {
    private static final List<String> TABLES =
            List.of("sessions", "stays", "trips", "hourly_trips", "daily_trips", "od_flows", "daily_od_flows");
    /** In this order over the rounds: how many of a thousand requests are disturbed; the last are more than retries bear. */
    private static final List<Integer> PER_MILLE = List.of(100, 10, 250);

    private static final List<Fault> FAULTS =
            List.of(Fault.SLOW_DOWN, Fault.SERVER_ERROR, Fault.RESET, Fault.TRUNCATED, Fault.STALL);
    private static final int MOST_ATTEMPTS = 12;

    private static final AtomicBoolean disturbs = new AtomicBoolean();
    private static final long SEED = Long.getLong("tripmill.seed", 1);
    private static final SplittableRandom dice = new SplittableRandom(SEED);

    private static volatile int perMille;
    private static ObjectStore store;
    private static FaultProxy network;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        store = ObjectStore.start(folder);
        store.makeBuckets(List.of("tripmill"));
        network = FaultProxy.before(store.endpoint(), Duration.ofSeconds(4), (method, target) -> befalls());
        store.settings().forEach(System::setProperty);
        System.setProperty("spark.hadoop.fs.s3a.endpoint", network.endpoint());
        // Shorter than a stall, so that stalled requests are given up and made again.
        System.setProperty("spark.hadoop.fs.s3a.connection.timeout", "2s");
        System.setProperty("spark.hadoop.fs.s3a.retry.interval", "50ms");
        System.setProperty("spark.hadoop.fs.s3a.retry.throttle.interval", "50ms");
    }

    @AfterAll
    static void stop() {
        network.close();
        store.close();
    }

    private static Fault befalls() {
        if (!disturbs.get()) {
            return Fault.NONE;
        }
        synchronized (dice) {
            return dice.nextInt(1000) < perMille ? FAULTS.get(dice.nextInt(FAULTS.size())) : Fault.NONE;
        }
    }

    @Test
    void everyTableIsAsOnAGoodNetwork() {
        TypedCommand.resultOf(
                "generate",
                "--vehicles=6",
                "--days=2",
                "--seed=11",
                "--start-date=2020-10-24",
                "--out=s3://tripmill/city");
        List<String> undisturbed = tables("good");
        int failures = 0;
        int rounds = Integer.getInteger("tripmill.fault.rounds", 1);
        for (int round = 0; round < rounds; round++) {
            perMille = PER_MILLE.get(round % PER_MILLE.size());
            String lake = "bad-" + round;
            disturbs.set(true);
            for (String[] run : pipeline(lake)) {
                failures += failuresUntilDone(run);
            }
            disturbs.set(false);
            assertThat(shown(lake)).as("round %d of seed %d", round, SEED).isEqualTo(undisturbed);
        }
        for (Fault fault : FAULTS) {
            System.out.printf("%s: %d requests%n", fault, network.requests(fault));
            assertThat(network.requests(fault)).as(fault.name()).isPositive();
        }
        System.out.printf(
                "%d rounds of seed %d: %d undisturbed requests, %d runs failed with a code and were run again%n",
                rounds, SEED, network.requests(Fault.NONE), failures);
    }

    private static int failuresUntilDone(String[] run) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            TypedCommand typed = TypedCommand.of(run);
            if (typed.exitCode() == 0) {
                return attempt;
            }
            assertThat(typed.err()).startsWith("[T-").doesNotContain("[T-INTERNAL]");
        }
        throw new AssertionError(String.join(" ", run) + " failed " + MOST_ATTEMPTS + " times");
    }

    private static List<String> tables(String lake) {
        pipeline(lake).forEach(TypedCommand::resultOf);
        return shown(lake);
    }

    private static List<String[]> pipeline(String lake) {
        String at = "--lake=s3://tripmill/" + lake;
        return List.of(
                new String[] {
                    "run",
                    "ingest-pings",
                    at,
                    "--landing=s3://tripmill/city/landing",
                    "--format=json",
                    "--zone=Europe/Berlin"
                },
                new String[] {"run", "sessionize-trips", at},
                new String[] {"run", "aggregate-trips", at});
    }

    private static List<String> shown(String lake) {
        return Stream.concat(
                        TABLES.stream()
                                .map(table -> TypedCommand.resultOf(
                                        "show", table, "--format=csv", "--lake=s3://tripmill/" + lake)),
                        Stream.of(counts(lake, "pings"), counts(lake, "quarantined_pings")))
                .toList();
    }

    /** How many lines; columns that tell when a file was stored differ from lake to lake. */
    private static String counts(String lake, String table) {
        return table + " "
                + TypedCommand.resultOf("show", table, "--format=csv", "--lake=s3://tripmill/" + lake)
                        .lines()
                        .count();
    }
}
