package io.tripmill.jobs.trips.trajectory;

import static io.tripmill.jobs.trips.trajectory.TestDay.timeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tripmill.geo.Haversine;
import org.junit.jupiter.api.Test;

class StayTest {
    @Test
    void aDwellOfExactlyTheMinimumIsAStay() {
        assertThat(timeline("""
                        at    | north_m
                        06:00 | 0
                        06:05 | 50
                        06:06 | 500
                        """).stays("start end duration_s pings flags"))
                .containsExactly("06:00 06:05 300 2 GAP_START");
    }

    @Test
    void aDwellAMicrosecondShorterIsNone() {
        assertThat(timeline("""
                        at              | north_m
                        06:00           | 0
                        06:04:59.999999 | 50
                        06:06           | 500
                        """).stays).isEmpty();
    }

    @Test
    void aPingAtTheRadiusIsOutside() {
        String table = """
                at    | north_m
                06:00 | 0
                06:05 | 100
                """;
        double distanceM = new Haversine(Haversine.EARTH_RADIUS_M).metresBetween(35, 139, TestDay.lat(100), 139);

        assertThat(timeline(withRadiusM(distanceM), table).stays).isEmpty();
        assertThat(timeline(withRadiusM(Math.nextUp(distanceM)), table).stays("start end"))
                .containsExactly("06:00 06:05");
    }

    @Test
    void theDistanceIsTakenFromTheAnchorNotFromTheCentre() {
        assertThat(timeline("""
                        at    | north_m
                        06:00 | 0
                        06:03 | 60
                        06:06 | 90
                        06:07 | 130
                        06:08 | 160
                        """).stays("start end pings"))
                .as("130 m from the anchor, 80 m from the centre")
                .containsExactly("06:00 06:06 3");
    }

    @Test
    void theFirstPingOutsideIsTheNextAnchor() {
        assertThat(timeline("""
                        at    | north_m
                        06:00 | 0
                        06:05 | 0
                        06:10 | 200
                        06:15 | 200
                        """).stays("start end lat flags"))
                .containsExactly("06:00 06:05 35 GAP_START", "06:10 06:15 35.002 []");
    }

    @Test
    void aStayEndsAtItsLastPingInsideHoweverLateTheNextPing() {
        assertThat(timeline("""
                        at    | north_m
                        06:00 | 0
                        06:05 | 0
                        06:30 | 900
                        """).stays("start end pings")).containsExactly("06:00 06:05 2");
    }

    @Test
    void onePingIsNoStayHoweverLateTheNextPing() {
        assertThat(timeline("""
                        at    | north_m
                        06:00 | 0
                        06:20 | 500
                        """).stays).isEmpty();
    }

    @Test
    void aDwellBeforeASilenceIsAStay() {
        assertThat(timeline("""
                        at    | north_m
                        06:00 | 0
                        06:05 | 0
                        07:00 | 0
                        07:01 | 500
                        """).stays("start end ends_session")).containsExactly("06:00 06:05 true");
    }

    @Test
    void aDwellAtTheEndIsAStayAndKnowsThatNothingFollows() {
        assertThat(timeline("""
                        at    | north_m
                        06:00 | 0
                        06:01 | 500
                        06:06 | 500
                        """).stays("start end flags open_if_session_open ends_session"))
                .containsExactly("06:01 06:06 [] true true");
    }

    @Test
    void aStayIsSettledOnceTwoUnflaggedPingsFollowIt() {
        assertThat(timeline("""
                        at    | north_m
                        06:00 | 0
                        06:05 | 0
                        06:06 | 500
                        """).stays("open_if_session_open ends_session"))
                .as("one: it may yet turn out to be a teleport")
                .containsExactly("true false");
        assertThat(timeline("""
                        at    | north_m
                        06:00 | 0
                        06:05 | 0
                        06:06 | 500
                        06:07 | 900
                        """).stays("open_if_session_open ends_session")).containsExactly("false false");
    }

    @Test
    void aFlaggedPingInsideAStayIsNotCountedAndDoesNotEndIt() {
        assertThat(timeline("""
                        at       | north_m
                        06:00:00 | 0
                        06:02:00 | 0
                        06:02:10 | 9000
                        06:02:20 | 0
                        06:05:00 | 40
                        """).stays("start end pings lat flags"))
                .containsExactly("06:00 06:05 4 35 GAP_START,TELEPORT");
    }

    @Test
    void theCentreIsTheMeanOfThePings() {
        StayRecord stay = timeline("""
                at    | lat     | lng
                06:00 | 35.0000 | 139.0000
                06:02 | 35.0002 | 139.0004
                06:04 | 35.0002 | 139.0004
                06:05 | 35.0004 | 139.0000
                """).stays.get(0);

        assertThat(stay.centre().lat()).isCloseTo(35.0002, within(1e-12));
        assertThat(stay.centre().lng()).isCloseTo(139.0002, within(1e-12));
    }

    @Test
    void theCentreOfAStayOnTheDateLineIsOnTheDateLine() {
        StayRecord fromTheWest = timeline("""
                at    | lat | lng
                06:00 | 0   | 179.9996
                06:05 | 0   | -179.9998
                """).stays.get(0);
        StayRecord fromTheEast = timeline("""
                at    | lat | lng
                06:00 | 0   | -179.9996
                06:05 | 0   | 179.9998
                """).stays.get(0);

        assertThat(fromTheWest.centre().lng()).isCloseTo(179.9999, within(1e-12));
        assertThat(fromTheEast.centre().lng()).isCloseTo(-179.9999, within(1e-12));
    }

    @Test
    void theLongitudeOfACentreIsBelow180() {
        assertThat(timeline("""
                        at    | lat | lng
                        06:00 | 0   | 180
                        06:05 | 0   | 180
                        """).stays("lng")).containsExactly("-180");
    }

    private static TrajectoryOptions withRadiusM(double metres) {
        return TrajectoryOptions.defaults().withThresholds(Thresholds.DEFAULT.withStayRadiusM(metres));
    }
}
