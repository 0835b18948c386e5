package io.tripmill.jobs.trips.trajectory;

import static io.tripmill.jobs.trips.trajectory.TestDay.timeline;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.geo.Haversine;
import org.junit.jupiter.api.Test;

/** 200 km/h are 555.56 m in 10 s. */
class TeleportTest {
    @Test
    void aPingThatIsTooFastToReachAndToLeaveWhileTheWayPastIsNotIsFlagged() {
        Recorded there = timeline("""
                at       | north_m
                06:00:00 | 0
                06:00:10 | 100
                06:00:20 | 5000
                06:00:30 | 300
                06:00:40 | 400
                """);

        assertThat(there.sessions("pings flagged distance_m max_gap_s flags"))
                .containsExactly("5 1 400 10 GAP_START,TELEPORT");
        assertThat(there.trips("pings flagged distance_m extent_m max_speed_mps max_gap_s flags"))
                .containsExactly("5 1 400 400 10 10 GAP_START,SHORT_DURATION,TELEPORT");
        assertThat(there.trips.get(0).line().pointOffsetsS()).containsExactly(0, 10, 30, 40);
    }

    @Test
    void aPingThatIsReachedAtTheLimitIsNotFlagged() {
        String table = """
                at       | north_m
                06:00:00 | 0
                06:00:10 | 2000
                06:00:20 | 0
                06:00:30 | 0
                """;
        double limitMps = new Haversine(Haversine.EARTH_RADIUS_M).metresBetween(35, 139, TestDay.lat(2000), 139) / 10;

        assertThat(timeline(withMaxSpeedMps(limitMps), table).sessions("flagged flags"))
                .as("exactly the limit")
                .containsExactly("0 GAP_START");
        assertThat(timeline(withMaxSpeedMps(limitMps - 1e-9), table).sessions("flagged flags"))
                .as("a hair more than the limit")
                .containsExactly("1 GAP_START,TELEPORT");
    }

    @Test
    void aPingThatIsReachedTooFastButLeftSlowlyIsNotFlagged() {
        assertThat(timeline("""
                        at       | north_m
                        06:00:00 | 0
                        06:00:10 | 5000
                        06:00:20 | 5100
                        """).sessions("flagged distance_m flags")).containsExactly("0 5100 FAST_LEG,GAP_START");
    }

    @Test
    void aPingThatIsLeftTooFastButReachedSlowlyIsNotFlagged() {
        assertThat(timeline("""
                        at       | north_m
                        06:00:00 | 0
                        06:00:10 | 100
                        06:00:20 | 5100
                        """).sessions("flagged distance_m flags")).containsExactly("0 5100 FAST_LEG,GAP_START");
    }

    @Test
    void aPingIsNotFlaggedWhereTheWayPastItIsTooFastAsWell() {
        assertThat(timeline("""
                        at       | north_m
                        06:00:00 | 0
                        06:00:10 | 5000
                        06:00:20 | 1112
                        """).sessions("flagged flags"))
                .as("1112 m in 20 s are 200.2 km/h")
                .containsExactly("0 FAST_LEG,GAP_START");
        assertThat(timeline("""
                        at       | north_m
                        06:00:00 | 0
                        06:00:10 | 5000
                        06:00:20 | 1111
                        """).sessions("flagged flags"))
                .as("1111 m in 20 s are 199.98 km/h")
                .containsExactly("1 GAP_START,TELEPORT");
    }

    @Test
    void theFirstAndTheLastPingAreNeverFlagged() {
        assertThat(timeline("""
                        at       | north_m
                        06:00:00 | 5000
                        06:00:10 | 0
                        06:00:20 | 100
                        06:00:30 | 9000
                        """).sessions("flagged flags")).containsExactly("0 FAST_LEG,GAP_START");
    }

    @Test
    void eachPingIsJudgedByItsRawNeighboursSoTwoWrongOnesInARowAreNotFlagged() {
        assertThat(timeline("""
                        at       | north_m
                        06:00:00 | 0
                        06:00:10 | 5000
                        06:00:20 | 5000
                        06:00:30 | 0
                        """).sessions("flagged flags")).containsExactly("0 FAST_LEG,GAP_START");
    }

    @Test
    void everyOtherPingMayBeFlagged() {
        assertThat(timeline("""
                        at       | north_m
                        06:00:00 | 0
                        06:00:10 | 5000
                        06:00:20 | 0
                        06:00:30 | 5000
                        06:00:40 | 0
                        """).sessions("pings flagged distance_m"))
                .as(
                        "the good ping between two bad ones is too fast to reach and to leave as well, and past it nothing moves")
                .containsExactly("5 3 0");
    }

    @Test
    void twoPlacesAtOneInstantAreInfinitelyFar() {
        assertThat(timeline("""
                        at       | north_m
                        06:00:00 | 0
                        06:00:10 | 0
                        06:00:10 | 1
                        06:00:10 | 0
                        06:00:20 | 0
                        """).sessions("flagged distance_m flags")).containsExactly("1 0 GAP_START,TELEPORT");
        assertThat(timeline("""
                        at       | north_m
                        06:00:00 | 0
                        06:00:10 | 0
                        06:00:10 | 1
                        06:00:20 | 1
                        """).sessions("flagged distance_m flags"))
                .as("a single leg in no time")
                .containsExactly("0 1 FAST_LEG,GAP_START");
    }

    @Test
    void onePlaceTwiceAtOneInstantIsNotFast() {
        assertThat(timeline("""
                        at       | north_m
                        06:00:00 | 0
                        06:00:10 | 10
                        06:00:10 | 10
                        06:00:20 | 20
                        """).sessions("flagged distance_m flags")).containsExactly("0 20 GAP_START");
    }

    @Test
    void aLegAtTheLimitIsNotFastAndCountsAsTheFastest() {
        String table = """
                at       | north_m
                06:00:00 | 0
                06:00:10 | 100
                06:02:00 | 200
                """;
        double limitMps = new Haversine(Haversine.EARTH_RADIUS_M).metresBetween(35, 139, TestDay.lat(100), 139) / 10;

        assertThat(timeline(withMaxSpeedMps(limitMps), table).trips("max_speed_mps flags"))
                .containsExactly("10 GAP_START");
        assertThat(timeline(withMaxSpeedMps(limitMps - 1e-9), table).trips("max_speed_mps flags"))
                .as("a hair too fast: it does not count")
                .containsExactly("0.909 FAST_LEG,GAP_START");
    }

    @Test
    void aTeleportAcrossASilenceIsNone() {
        assertThat(timeline("""
                        at       | north_m
                        06:00:00 | 0
                        06:00:10 | 5000
                        06:40:20 | 0
                        """).sessions("pings flagged")).containsExactly("2 0", "1 0");
    }

    private static TrajectoryOptions withMaxSpeedMps(double metresASecond) {
        return TrajectoryOptions.defaults().withThresholds(Thresholds.DEFAULT.withMaxSpeedKmh(metresASecond * 3.6));
    }
}
