package io.tripmill.testkit;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * A sentence that must hold in every case, tried on many. Each case is made from a seed, the same on every machine and
 * in every run; a failure names its seed, and {@code -Dtripmill.seed=N} tries that case alone.
 */
public final class Property {
    /** The system property that names the one seed to try. */
    static final String SEED = "tripmill.seed";

    private Property() {}

    /** One case; makes its data from the generator, and throws if the sentence does not hold for them. */
    @FunctionalInterface
    public interface Trial {
        void run(RandomGenerator seeded) throws Exception;
    }

    /** Tries the seeds from 0 on, and fails at the first case that does. */
    public static void check(int tries, Trial trial) {
        check(tries, System.getProperty(SEED), trial);
    }

    static void check(int tries, @Nullable String onlySeed, Trial trial) {
        if (onlySeed != null) {
            tryOut(Long.parseLong(onlySeed), trial);
            return;
        }
        for (long seed = 0; seed < tries; seed++) {
            tryOut(seed, trial);
        }
    }

    private static void tryOut(long seed, Trial trial) {
        try {
            // By name: the default algorithm may change with Java, and a seed means a case for good.
            trial.run(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
        } catch (AssertionError | Exception e) {
            throw new AssertionError(
                    "fails with seed %d; -D%s=%d tries it alone%n%s".formatted(seed, SEED, seed, e), e);
        }
    }
}
