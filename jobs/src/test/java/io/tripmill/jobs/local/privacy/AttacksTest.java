package io.tripmill.jobs.local.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.jobs.local.privacy.LinearAttack.Equation;
import io.tripmill.testkit.Property;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What follows from counts and trips that were given; each leak here is one that suppression must not leave. */
class AttacksTest {
    private static final Flow A_A = new Flow("a", "a");
    private static final Flow A_B = new Flow("a", "b");
    private static final Flow A_C = new Flow("a", "c");
    private static final Flow B_A = new Flow("b", "a");
    private static final Map<Flow, Long> TRUTH = Map.of(A_A, 4L, A_B, 20L, A_C, 30L, B_A, 12L);

    @Test
    void aTotalWithTwoHiddenCountsBesideEachOtherTellsNothing() {
        assertThat(given(Map.of(A_C, 30L), Map.of("a", 54L)).findings()).isEmpty();
    }

    @Test
    void aTotalThatLeavesOneHiddenCountTellsIt() {
        assertThat(given(Map.of(A_B, 20L, A_C, 30L), Map.of("a", 54L)).findings())
                .containsExactly(new Finding("differencing", "08: a to a has 4 trips, though its count is hidden"));
    }

    @Test
    void aTotalThatLeavesLessThanKForAllThatAreHiddenTellsTooMuch() {
        Map<Flow, Long> truth = Map.of(A_A, 4L, A_B, 0L, A_C, 30L);

        assertThat(new GivenCounts("08", 10, Map.of(A_C, 30L), Map.of("a", 34L), truth).findings())
                .containsExactly(new Finding("differencing", "08: 2 hidden counts from a have 4 trips together"));
    }

    @Test
    void aSmallCountIsReadAndAWrongOneRecounted() {
        assertThat(given(Map.of(A_A, 4L, B_A, 13L), Map.of()).findings())
                .containsExactly(
                        new Finding("reading", "08: a to a is told to have 4 trips"),
                        new Finding("recounting", "08: b to a has 12 trips, not the 13 told"));
    }

    @Test
    void sumsOfSumsAreSolved() {
        LinearAttack<String> attack = new LinearAttack<>(
                List.of(
                        Equation.sum(List.of("x", "y"), 7),
                        Equation.sum(List.of("y", "z"), 9),
                        Equation.sum(List.of("x", "z"), 8),
                        Equation.sum(List.of("u", "v"), 5)),
                Comparator.naturalOrder());

        assertThat(attack.solutions())
                .isEqualTo(Map.of("x", BigInteger.valueOf(3), "y", BigInteger.valueOf(4), "z", BigInteger.valueOf(5)));
    }

    /** Whatever sums of true counts are known: what is solved is true, and what all sums leave open is not solved. */
    @Test
    void whatIsSolvedIsTrueAndNothingElseIsSolved() {
        Property.check(300, dice -> {
            Map<Integer, Long> truth = new HashMap<>();
            for (int i = 0; i < 8; i++) {
                truth.put(i, (long) dice.nextInt(30));
            }
            List<Equation<Integer>> sums = new ArrayList<>();
            for (int i = dice.nextInt(10); i > 0; i--) {
                List<Integer> some = truth.keySet().stream()
                        .filter(count -> dice.nextInt(3) == 0)
                        .toList();
                if (!some.isEmpty()) {
                    sums.add(Equation.sum(
                            some, some.stream().mapToLong(truth::get).sum()));
                }
            }
            LinearAttack<Integer> attack = new LinearAttack<>(sums, Comparator.naturalOrder());

            attack.solutions().forEach((count, solution) -> assertThat(solution.longValueExact())
                    .isEqualTo(truth.get(count)));
            for (int count : truth.keySet()) {
                if (sums.stream().noneMatch(sum -> sum.factors().containsKey(count))) {
                    assertThat(attack.solutions()).doesNotContainKey(count);
                }
            }
        });
    }

    @Test
    void tripsAreHeldByAsManyDevicesAsKAndNameNone() {
        List<Map<String, String>> rows = List.of(
                Map.of("device_pseudonym", "n1", "start_h3", "a", "distance_m", "100.0"),
                Map.of("device_pseudonym", "n2", "start_h3", "a", "distance_m", "200.0"),
                Map.of("device_pseudonym", "n2", "start_h3", "b", "distance_m", "100.0"),
                Map.of("device_pseudonym", "taxi-1", "start_h3", "b", "distance_m", "100.0"),
                Map.of("device_pseudonym", "n2", "start_h3", "c", "distance_m", "100.0"));

        assertThat(new GivenTrips("2026-03-01", 2, rows, Set.of("taxi-1", "taxi-2")).findings())
                .containsExactly(
                        new Finding("reading", "2026-03-01: device_pseudonym holds the id of a device"),
                        new Finding("singling out", "2026-03-01: only 1 devices made a trip like {start_h3=c}"));
    }

    private static GivenCounts given(Map<Flow, Long> flows, Map<String, Long> starts) {
        return new GivenCounts("08", 10, flows, starts, TRUTH);
    }
}
