package io.tripmill.jobs.trips.trajectory;

import static io.tripmill.jobs.trips.trajectory.TestDay.timeline;
import static io.tripmill.jobs.trips.trajectory.TestDay.us;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpennessTest {
    private static final Duration GAP = Duration.ofMinutes(30);

    @Test
    void aSessionIsOpenUntilTheWatermarkIsMoreThanTheGapPastItsEnd() {
        Openness openness = timeline("""
                at    | north_m
                05:50 | 0
                06:00 | 0
                """).sessions.get(0).openness();

        assertThat(openness.isOpen(GAP, us("06:30"))).isTrue();
        assertThat(openness.flags(GAP, us("06:30"))).containsExactly("GAP_START");
        assertThat(openness.isOpen(GAP, us("06:30:00.000001"))).isFalse();
        assertThat(openness.flags(GAP, us("06:30:00.000001"))).containsExactly("GAP_END", "GAP_START");
    }

    @Test
    void rowsInsideAClosedSessionAreClosed() {
        Recorded day = timeline("""
                at    | north_m
                06:00 | 0
                06:15 | 0
                06:20 | 1000
                06:25 | 2000
                """);
        long late = us("07:00");

        assertThat(day.stays.get(0).openness().isOpen(GAP, us("06:25"))).isFalse();
        assertThat(day.trips.get(0).openness().isOpen(GAP, us("06:25"))).isTrue();
        assertThat(day.trips.get(0).openness().isOpen(GAP, late)).isFalse();
        assertThat(day.stays.get(0).openness().flags(GAP, late)).containsExactly("GAP_START");
        assertThat(day.trips.get(0).openness().flags(GAP, late)).containsExactly("GAP_END");
    }

    @Test
    void whatEndsInACutIsClosedAtOnce() {
        Openness cut = timeline(TrajectoryOptions.defaults().withSessionGap(Duration.ofHours(36)), """
                at                   | north_m
                2026-03-01T12:00:00Z | 0
                2026-03-02T12:00:00Z | 0
                2026-03-03T12:00:00Z | 0
                """)
                .sessions
                .get(0)
                .openness();
        long atOnce = us("2026-03-03T12:00:00Z");

        assertThat(cut.isOpen(Duration.ofHours(36), atOnce)).isFalse();
        assertThat(cut.flags(Duration.ofHours(36), us("2027-01-01T00:00:00Z"))).containsExactly("CUT_END", "GAP_START");
    }

    @Test
    void gapEndFallsIntoItsPlaceAmongTheFlags() {
        Openness openness = new Openness(List.of("FAST_LEG", "GAP_START", "TELEPORT"), true, true, 0);

        assertThat(openness.flags(GAP, us("06:00"))).containsExactly("FAST_LEG", "GAP_END", "GAP_START", "TELEPORT");
    }

    @Test
    void flagsAreDeclaredInTheOrderOfTheirNames() {
        assertThat(Arrays.stream(Flag.values()).map(Flag::name)).isSorted();
    }
}
