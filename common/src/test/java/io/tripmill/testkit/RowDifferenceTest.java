package io.tripmill.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowDifferenceTest {
    @Test
    void rowsCountAsOftenAsTheyAreThere() {
        RowDifference difference =
                RowDifference.exact(List.of(row("a"), row("a"), row("b")), List.of(row("b"), row("b"), row("a")));
        assertThat(difference.missing()).containsExactly(row("a"));
        assertThat(difference.unexpected()).containsExactly(row("b"));
    }

    @Test
    void exactTellsZerosApartAndKnowsNotANumber() {
        assertThat(RowDifference.exact(List.of(row(0.0)), List.of(row(-0.0))).isNone())
                .isFalse();
        assertThat(RowDifference.exact(List.of(row(Double.NaN)), List.of(row(Double.NaN)))
                        .isNone())
                .isTrue();
        assertThat(RowDifference.exact(List.of(row(0.1)), List.of(row(Math.nextUp(0.1))))
                        .isNone())
                .isFalse();
    }

    @Test
    void toleranceIsForFloatsOnlyAndItsEdgeIsInside() {
        assertThat(within(0.5, row("a", 1.0), row("a", 1.5))).isTrue();
        assertThat(within(0.5, row("a", 1.0), row("a", 1.75))).isFalse();
        assertThat(within(0.5, row("a", 1.0f), row("a", 1.25f))).isTrue();
        assertThat(within(5, row("a", 1), row("a", 2))).isFalse();
        assertThat(within(5, row("a"), row("b"))).isFalse();
        assertThat(within(5, row(Double.NaN), row(Double.NaN))).isTrue();
        assertThat(within(5, row(Double.NaN), row(1.0))).isFalse();
        assertThat(within(5, row(1.0), row((Object) null))).isFalse();
        assertThat(within(5, row(Double.POSITIVE_INFINITY), row(Double.POSITIVE_INFINITY)))
                .isTrue();
    }

    @Test
    void toleranceReachesIntoArraysOfOneLength() {
        assertThat(within(0.5, row(List.of(1.0, 2.0)), row(List.of(1.2, 1.8)))).isTrue();
        assertThat(within(0.5, row(List.of(1.0, 2.0)), row(List.of(1.2, 2.8)))).isFalse();
        assertThat(within(0.5, row(List.of(1.0)), row(List.of(1.0, 1.0)))).isFalse();
    }

    @Test
    void aRowIsNotLostToTheFirstPartnerThatFits() {
        // 1.0 fits both, 0.0 only 0.5; a greedy pairing in order of rows would leave one alone.
        assertThat(RowDifference.within(
                                0.6, List.of(row(1.0, 0.0), row(0.0, 0.0)), List.of(row(0.5, 0.0), row(1.5, 0.0)))
                        .isNone())
                .isTrue();
        assertThat(RowDifference.within(0.6, List.of(row(1.0), row(0.0)), List.of(row(1.5), row(1.4)))
                        .missing())
                .containsExactly(row(0.0));
    }

    @Test
    void theColumnsThatDifferAreNamed() {
        RowDifference difference = RowDifference.exact(List.of(row("a", 1, "x")), List.of(row("a", 2, "x")));
        assertThat(difference.differingColumns()).containsExactly(1);
    }

    private static boolean within(double tolerance, List<@Nullable Object> expected, List<@Nullable Object> actual) {
        return RowDifference.within(tolerance, List.of(expected), List.of(actual))
                .isNone();
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }
}
