package io.tripmill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CostTest {
    @Test
    void medianOfEachFigureByItself() {
        Cost median = Cost.median(List.of(cost(1, 30), cost(3, 10), cost(2, 20)));
        assertThat(median.wallS()).isEqualTo(2);
        assertThat(median.cpuS()).isEqualTo(20);
    }

    @Test
    void medianOfAnEvenNumberLiesBetween() {
        assertThat(Cost.median(List.of(cost(1, 1), cost(2, 1))).wallS()).isEqualTo(1.5);
    }

    @Test
    void goalsHaveTwoSides() {
        assertThat(Goal.atLeast("", 4, 1, 4, 7).reached()).isEqualTo("must");
        assertThat(Goal.atLeast("", 7, 1, 4, 7).reached()).isEqualTo("aim");
        assertThat(Goal.atLeast("", 3.9, 1, 4, 7).reached()).isEqualTo("no");
        assertThat(Goal.atMost("", 2.5, 1, 2.5, 1.6).reached()).isEqualTo("must");
        assertThat(Goal.atMost("", 1.6, 1, 2.5, 1.6).reached()).isEqualTo("aim");
        assertThat(Goal.atMost("", 2.6, 1, 2.5, 1.6).reached()).isEqualTo("no");
    }

    private static Cost cost(double wallS, double cpuS) {
        return new Cost(wallS, cpuS, 0, 0, 0, 0);
    }
}
