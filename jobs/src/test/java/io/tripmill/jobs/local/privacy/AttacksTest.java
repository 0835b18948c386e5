package io.tripmill.jobs.local.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.jobs.local.privacy.LinearAttack.Equation;
import io.tripmill.jobs.serving.privacy.ProtectedCounts;
import io.tripmill.jobs.serving.privacy.Suppression;
import io.tripmill.testkit.Property;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What follows from counts and trips that were given; each leak here is one that suppression must not leave. */
class AttacksTest {
    private static final Flow A_A = new Flow("08", "a", "a");
    private static final Flow A_B = new Flow("08", "a", "b");
    private static final Flow A_C = new Flow("08", "a", "c");
    private static final Flow B_A = new Flow("08", "b", "a");
    private static final Map<Flow, Long> TRUTH = Map.of(A_A, 4L, A_B, 20L, A_C, 30L, B_A, 12L);

    private static final Figure FROM_A = from("08", "a");

    /** Three cells of level 8 in one of level 5. */
    private static final String CELL = "882f594847fffff";

    private static final String OTHER_CELL = "882f594867fffff";
    private static final String THIRD_CELL = "882f594841fffff";
    private static final String ALL_CELLS = "852f594bfffffff";

    @Test
    void aTotalWithTwoHiddenCountsBesideEachOtherTellsNothing() {
        assertThat(findings(TRUTH, flows(Map.of(A_C, 30L)), starts(Map.of(FROM_A, 54L))))
                .isEmpty();
    }

    @Test
    void aTotalThatLeavesOneHiddenCountTellsIt() {
        assertThat(findings(TRUTH, flows(Map.of(A_B, 20L, A_C, 30L)), starts(Map.of(FROM_A, 54L))))
                .containsExactly(new Finding("differencing", "08: a to a has 4 trips, though its count is hidden"));
    }

    @Test
    void aTotalThatLeavesLessThanKForAllThatAreHiddenTellsTooMuch() {
        Map<Flow, Long> truth = Map.of(A_A, 3L, A_B, 1L, A_C, 30L);

        assertThat(findings(truth, flows(Map.of(A_C, 30L)), starts(Map.of(FROM_A, 34L))))
                .containsExactly(new Finding("differencing", "08: 2 hidden counts from a have 4 trips together"));
    }

    @Test
    void flowsThatNobodyMadeMayBeTheHiddenOnesToo() {
        Map<Flow, Long> truth = Map.of(A_A, 12L, A_C, 30L, new Flow("08", "b", "b"), 20L);

        assertThat(findings(truth, flows(Map.of(A_C, 30L)), starts(Map.of(FROM_A, 42L))))
                .isEmpty();
    }

    @Test
    void aDayTellsOfAnHourThatWasHidden() {
        Flow early = new Flow("06", "a", "b");
        Flow late = new Flow("07", "a", "b");

        assertThat(findings(
                        Map.of(early, 20L, late, 4L),
                        flows(Map.of(early, 20L)),
                        new GivenCounts("hourly_trips", "day", 10, 8, false, false, Map.of(from("day", "a"), 24L))))
                .containsExactly(new Finding("differencing", "07: a to b has 4 trips, though its count is hidden"));
    }

    @Test
    void aLargeCellTellsOfASmallOneThatWasHidden() {
        Flow shown = new Flow("08", CELL, OTHER_CELL);
        Flow hidden = new Flow("08", CELL, THIRD_CELL);
        Figure all = new Figure("08", ALL_CELLS, Optional.of(ALL_CELLS));

        assertThat(findings(
                        Map.of(shown, 20L, hidden, 3L),
                        flows(Map.of(shown, 20L)),
                        new GivenCounts("od_flows", "day", 10, 5, true, true, Map.of(all, 23L))))
                .containsExactly(new Finding(
                        "differencing",
                        "08: " + CELL + " to " + THIRD_CELL + " has 3 trips, though its count is hidden"));
    }

    /** The early and the late flow are 4 together; elimination would keep only by how much the late one and another differ from that. */
    @Test
    void aSmallSumIsFoundThoughAnotherSumOverlapsIt() {
        Flow shown = new Flow("06", CELL, THIRD_CELL);
        Flow early = new Flow("06", CELL, OTHER_CELL);
        Flow late = new Flow("07", CELL, OTHER_CELL);
        Flow other = new Flow("07", THIRD_CELL, OTHER_CELL);
        Figure all = new Figure("07", ALL_CELLS, Optional.of(ALL_CELLS));

        assertThat(findings(
                        Map.of(shown, 20L, early, 3L, late, 1L, other, 12L),
                        flows(Map.of(shown, 20L)),
                        new GivenCounts("hourly_trips", "day", 10, 8, false, false, Map.of(from("day", CELL), 24L)),
                        new GivenCounts("od_flows", "day", 10, 5, true, true, Map.of(all, 13L))))
                .containsExactly(
                        new Finding("differencing", "06: 2 hidden counts from " + CELL + " have 4 trips together"));
    }

    @Test
    void aSmallCountIsReadAndAWrongOneRecounted() {
        GivenCounts given = flows(Map.of(A_A, 4L, B_A, 13L, new Flow("09", "a", "b"), 11L));

        assertThat(given.tooSmall()).containsExactly(new Finding("reading", "08: a to a is told to have 4 trips"));
        assertThat(given.otherThan(TRUTH))
                .containsExactly(
                        new Finding("recounting", "08: b to a has 12 trips, not the 13 told"),
                        new Finding("recounting", "09: a to b has 0 trips, not the 11 told"));
    }

    /** Two that know nothing of each other: one hides, one tries to find out. */
    @Test
    void nothingFollowsFromWhatSuppressionLeaves() {
        Property.check(300, dice -> {
            int k = 2 + dice.nextInt(9);
            int origins = 1 + dice.nextInt(5);
            int destinations = 1 + dice.nextInt(5);
            long[][] counts = new long[origins][destinations];
            Map<Flow, Long> truth = new HashMap<>();
            for (int origin = 0; origin < origins; origin++) {
                for (int destination = 0; destination < destinations; destination++) {
                    // A destination to which nobody goes is in no table.
                    boolean isNeeded = origin == destination % origins;
                    counts[origin][destination] = Math.max(isNeeded ? 1 : 0, dice.nextInt(3 * k) - k);
                    if (counts[origin][destination] > 0) {
                        truth.put(new Flow("08", "o" + origin, "d" + destination), counts[origin][destination]);
                    }
                }
            }
            ProtectedCounts left = new Suppression(k).protect(counts);
            Map<Figure, Long> flows = new HashMap<>();
            Map<Figure, Long> starts = new HashMap<>();
            for (int origin = 0; origin < origins; origin++) {
                for (int destination = 0; destination < destinations; destination++) {
                    if (left.cells()[origin][destination] != ProtectedCounts.HIDDEN) {
                        flows.put(
                                new Figure("08", "o" + origin, Optional.of("d" + destination)),
                                left.cells()[origin][destination]);
                    }
                }
                if (left.rowTotals()[origin] != ProtectedCounts.HIDDEN) {
                    starts.put(from("08", "o" + origin), left.rowTotals()[origin]);
                }
            }

            assertThat(findings(
                            truth,
                            new GivenCounts("od_flows", "day", k, 8, true, true, flows),
                            new GivenCounts("hourly_trips", "day", k, 8, true, false, starts)))
                    .isEmpty();
        });
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

    private static List<Finding> findings(Map<Flow, Long> truth, GivenCounts... given) {
        return new Differencing(List.of(given), truth).findings();
    }

    private static GivenCounts flows(Map<Flow, Long> told) {
        Map<Figure, Long> figures = new HashMap<>();
        told.forEach((flow, trips) ->
                figures.put(new Figure(flow.hour(), flow.origin(), Optional.of(flow.destination())), trips));
        return new GivenCounts("od_flows", "day", 10, 8, true, true, figures);
    }

    private static GivenCounts starts(Map<Figure, Long> told) {
        return new GivenCounts("hourly_trips", "day", 10, 8, true, false, told);
    }

    private static Figure from(String period, String origin) {
        return new Figure(period, origin, Optional.empty());
    }
}
