package io.tripmill.jobs.trips.trajectory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.schema.Trips;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FlagTest {
    @Test
    void otherStagesKnowTheFlagsByTheirNames() {
        assertThat(Flag.SHORT_DURATION).hasToString(Trips.SHORT_DURATION);
        assertThat(Flag.SHORT_DISTANCE).hasToString(Trips.SHORT_DISTANCE);
    }

    @Test
    void theMeaningOfTheColumnNamesEveryFlagInItsOrder() {
        assertThat(Trips.FLAGS.meaning())
                .isEqualTo("Sorted: "
                        + String.join(
                                ", ",
                                Arrays.stream(Flag.values()).map(Flag::name).toList())
                        + ".");
    }
}
