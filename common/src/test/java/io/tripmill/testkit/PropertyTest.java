package io.tripmill.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class PropertyTest {
    @Test
    void everyTryHasACaseOfItsOwn() {
        List<Long> cases = new ArrayList<>();
        Property.check(100, null, seeded -> cases.add(seeded.nextLong()));
        assertThat(new HashSet<>(cases)).hasSize(100);
    }

    @Test
    void aSeedMeansTheSameCaseForGood() {
        Property.check(1, "7", seeded -> assertThat(seeded.nextInt(1_000_000)).isEqualTo(746_796));
    }

    @Test
    void theFailingSeedIsNamedAndReplaysTheCase() {
        List<Double> failing = new ArrayList<>();
        Property.Trial belowNineTenths = seeded -> {
            double value = seeded.nextDouble();
            if (value >= 0.9) {
                failing.add(value);
                throw new IOException("too much: " + value);
            }
        };
        AssertionError failure = failureOf(() -> Property.check(1000, null, belowNineTenths));
        assertThat(failure).hasMessageContaining("too much: " + failing.get(0)).hasCauseInstanceOf(IOException.class);
        String seed = String.valueOf(failure.getMessage()).replaceAll("(?s).*-Dtripmill\\.seed=(\\d+) .*", "$1");

        assertThatThrownBy(() -> Property.check(1000, seed, belowNineTenths)).hasMessageContaining("seed " + seed);
        assertThat(failing).hasSize(2).allMatch(failing.get(0)::equals);
    }

    private static AssertionError failureOf(Runnable work) {
        try {
            work.run();
        } catch (AssertionError e) {
            return e;
        }
        throw new IllegalStateException("did not fail");
    }
}
