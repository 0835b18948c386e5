package io.tripmill.jobs.trips.trajectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the preset trackintel does otherwise than Tripmill's own rules; parity with trackintel itself is in PeerParityTest. */
class TrackintelTest {
    private static final TrajectoryOptions TRACKINTEL = TrajectoryOptions.trackintel();

    @Test
    void aStayEndsAtTheFirstPingOutsideAndOnePingIsEnough() {
        assertThat(timeline("""
                        at    | north_m
                        06:00 | 0
                        06:05 | 500
                        06:06 | 900
                        """).stays("start end pings lat flags")).containsExactly("06:00 06:05 1 35 GAP_START");
    }

    @Test
    void aDwellBeforeASilenceAndTheLastDwellAreNoStays() {
        assertThat(timeline("""
                        at    | north_m
                        06:00 | 0
                        06:10 | 0
                        06:26 | 0
                        06:36 | 0
                        """).stays).isEmpty();
    }

    @Test
    void theCentreCountsEachPlaceOnce() {
        StayRecord stay = timeline("""
                at    | lat     | lng
                06:00 | 35.0000 | 139
                06:02 | 35.0000 | 139
                06:04 | 35.0000 | 139
                06:05 | 35.0008 | 139
                06:06 | 36.0000 | 139
                """).stays.get(0);

        assertThat(stay.pingCount()).isEqualTo(4);
        assertThat(stay.centre().lat()).isCloseTo(35.0004, within(1e-12));
    }

    @Test
    void theCentreOfAStayOnTheDateLineIsOnTheDateLine() {
        StayRecord stay = timeline("""
                at    | lat | lng
                06:00 | 0   | 179.9996
                06:05 | 0   | -179.9998
                06:06 | 1   | 179.9996
                """).stays.get(0);

        assertThat(stay.centre().lng()).isCloseTo(179.9999, within(1e-12));
    }

    @Test
    void aStayOfExactlyTheTripMinimumIsNoActivity() {
        assertThat(timeline("""
                        at    | north_m
                        05:58 | 900
                        05:59 | 800
                        06:00 | 0
                        06:15 | 500
                        06:16 | 900
                        """).trips("start end from_stay to_stay")).containsExactly("05:58 06:16 false false");
        assertThat(timeline("""
                        at              | north_m
                        05:58           | 900
                        05:59           | 800
                        06:00           | 0
                        06:05           | 0
                        06:15:00.000001 | 500
                        06:16           | 900
                        """).trips("start end from_stay to_stay start_point end_point"))
                .containsExactly(
                        "05:58 05:59 false true 35.008,139 35,139",
                        "06:15:00.000001 06:16 true false 35,139 35.008,139");
    }

    @Test
    void aTripIsOpenUnlessAnActivityFollowsInItsSession() {
        assertThat(timeline("""
                        at    | north_m
                        05:58 | 900
                        05:59 | 800
                        06:00 | 0
                        06:05 | 0
                        06:16 | 500
                        06:17 | 900
                        """).trips("start end open_if_session_open ends_session flags"))
                .containsExactly("05:58 05:59 false false GAP_START,SHORT_DISTANCE", "06:16 06:17 true true []");
    }

    @Test
    void aTriplegThatStandsStillLeavesAHole() {
        TrajectoryOptions options =
                TRACKINTEL.withThresholds(Thresholds.DEFAULT.withTripStayMinDuration(Duration.ofHours(1)));

        assertThat(TestDay.timeline(options, """
                        at    | north_m
                        06:00 | 0
                        06:01 | 300
                        06:02 | 600
                        06:10 | 900
                        06:25 | 900
                        """).trips("start end pings moving_time_s"))
                .as("a stay of 8 minutes before the leg that stands still")
                .containsExactly("06:00 06:10 4 120");
    }

    @Test
    void aTripNeedsATripleg() {
        assertThat(timeline("""
                        at    | north_m
                        06:00 | 0
                        06:06 | 500
                        06:12 | 1000
                        """).stays("start end")).containsExactly("06:00 06:06", "06:06 06:12");
        assertThat(timeline("""
                        at    | north_m
                        06:00 | 0
                        06:06 | 500
                        06:12 | 1000
                        """).trips).isEmpty();
    }

    @Test
    void aTeleportIsFlaggedAndCountedButLeftOutOfNothing() {
        Recorded there = timeline("""
                at       | north_m
                06:00:00 | 0
                06:00:10 | 5000
                06:00:20 | 200
                """);

        assertThat(there.sessions("pings flagged flags")).containsExactly("3 1 FAST_LEG,GAP_START,TELEPORT");
        assertThat(there.trips.get(0).travel().distanceM()).isGreaterThan(9_700);
        assertThat(there.trips.get(0).line().pointOffsetsS()).hasSize(3);
    }

    @Test
    void noServiceDayCutsARun() {
        assertThat(TestDay.timeline(TRACKINTEL.withSessionGap(Duration.ofHours(36)), """
                        at                   | north_m
                        2026-03-01T12:00:00Z | 0
                        2026-03-02T12:00:00Z | 0
                        2026-03-03T12:00:00Z | 0
                        """)
                        .sessions("pings flags"))
                .containsExactly("3 GAP_START");
    }

    @Test
    void explicitThresholdsBeatThePreset() {
        TrajectoryOptions options = TRACKINTEL.withThresholds(Thresholds.DEFAULT.withStayRadiusM(600));

        assertThat(TestDay.timeline(options, """
                        at    | north_m
                        06:00 | 0
                        06:05 | 500
                        06:06 | 900
                        """).stays("start end pings")).containsExactly("06:00 06:06 2");
    }

    @Test
    void ofEqualStartsAStayComesBeforeATripleg() {
        assertThat(timeline("""
                        at    | north_m
                        06:00 | 0
                        06:00 | 200
                        06:00 | 400
                        06:10 | 400
                        06:20 | 600
                        06:21 | 800
                        """).trips("start end from_stay to_stay"))
                .as(
                        "the leg before the activity starts with it, so a hole follows the leg, and the way on has no origin")
                .containsExactly("06:00 06:00 false true", "06:20 06:21 false false");
    }

    private static Recorded timeline(String table) {
        return TestDay.timeline(TRACKINTEL, table);
    }
}
