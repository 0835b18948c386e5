package io.tripmill.jobs.trips.trajectory;

import static io.tripmill.jobs.trips.trajectory.TestDay.timeline;
import static io.tripmill.jobs.trips.trajectory.TestDay.us;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.time.ServiceCalendar;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static final TrajectoryOptions GAP_OF_A_DAY_AND_A_HALF =
            TrajectoryOptions.defaults().withSessionGap(Duration.ofHours(36));

    @Test
    void aSilenceOfExactlyTheGapStaysInTheSession() {
        assertThat(timeline("""
                        at    | north_m
                        06:00 | 0
                        06:30 | 0
                        """).sessions("start end pings duration_s max_gap_s"))
                .containsExactly("06:00 06:30 2 1800 1800");
    }

    @Test
    void aSilenceAMicrosecondLongerEndsTheSession() {
        assertThat(timeline("""
                        at              | north_m
                        06:00           | 0
                        06:30:00.000001 | 0
                        """).sessions("start end pings flags"))
                .containsExactly("06:00 06:00 1 GAP_START", "06:30:00.000001 06:30:00.000001 1 GAP_START");
    }

    @Test
    void aLonePingIsASessionThatStandsStill() {
        Recorded lone = timeline("""
                at    | north_m
                06:00 | 0
                """);

        assertThat(lone.sessions("start end duration_s pings flagged distance_m max_gap_s service_date flags"))
                .containsExactly("06:00 06:00 0 1 0 0 0 2026-03-01 GAP_START");
        assertThat(lone.stays).isEmpty();
        assertThat(lone.trips).isEmpty();
    }

    @Test
    void noPingIsNoSession() {
        assertThat(timeline("at | north_m").sessions).isEmpty();
    }

    @Test
    void theFirstBoundaryOfARunDoesNotCutIt() {
        assertThat(timeline("""
                        at                   | north_m
                        2026-03-01T23:50:00Z | 0
                        2026-03-02T00:00:00Z | 1000
                        2026-03-02T00:10:00Z | 2000
                        """).sessions("start end pings service_date distance_m flags"))
                .containsExactly("23:50 2026-03-02T00:10:00Z 3 2026-03-01 2000 GAP_START");
    }

    @Test
    void theSecondBoundaryCutsAndAPingOnItOpensTheNewSession() {
        Recorded days = timeline(GAP_OF_A_DAY_AND_A_HALF, """
                at                          | north_m
                2026-03-01T23:50:00Z        | 0
                2026-03-02T12:00:00Z        | 1000
                2026-03-02T23:59:59.999999Z | 2000
                2026-03-03T00:00:00Z        | 4000
                2026-03-03T12:00:00Z        | 5000
                """);

        assertThat(days.sessions("start end pings distance_m service_date flags open_if_session_open ends_session"))
                .containsExactly(
                        "23:50 2026-03-02T23:59:59.999999Z 3 2000 2026-03-01 CUT_END,GAP_START false true",
                        "2026-03-03T00:00:00Z 2026-03-03T12:00:00Z 2 1000 2026-03-03 CUT_START true true");
    }

    @Test
    void everyLaterBoundaryCuts() {
        assertThat(timeline(GAP_OF_A_DAY_AND_A_HALF, """
                        at                   | north_m
                        2026-03-01T12:00:00Z | 0
                        2026-03-02T12:00:00Z | 0
                        2026-03-03T12:00:00Z | 0
                        2026-03-04T12:00:00Z | 0
                        """).sessions("start end pings flags"))
                .containsExactly(
                        "12:00 2026-03-02T12:00:00Z 2 CUT_END,GAP_START",
                        "2026-03-03T12:00:00Z 2026-03-03T12:00:00Z 1 CUT_END,CUT_START",
                        "2026-03-04T12:00:00Z 2026-03-04T12:00:00Z 1 CUT_START");
    }

    @Test
    void aRunThatStartsExactlyOnABoundaryHasTheNextOneAsItsFirst() {
        assertThat(timeline(GAP_OF_A_DAY_AND_A_HALF, """
                        at                   | north_m
                        2026-03-01T00:00:00Z | 0
                        2026-03-02T00:00:00Z | 0
                        2026-03-02T23:00:00Z | 0
                        2026-03-03T00:00:00Z | 0
                        """).sessions("start end pings"))
                .containsExactly("00:00 2026-03-02T23:00:00Z 3", "2026-03-03T00:00:00Z 2026-03-03T00:00:00Z 1");
    }

    @Test
    void aLegThatHoldsTwoBoundariesIsCut() {
        Recorded days = timeline(GAP_OF_A_DAY_AND_A_HALF, """
                at                   | north_m
                2026-03-01T22:00:00Z | 0
                2026-03-01T23:00:00Z | 1000
                2026-03-03T01:00:00Z | 9000
                2026-03-03T02:00:00Z | 9500
                """);

        assertThat(days.sessions("start end distance_m max_gap_s flags"))
                .containsExactly(
                        "22:00 23:00 1000 3600 CUT_END,GAP_START",
                        "2026-03-03T01:00:00Z 2026-03-03T02:00:00Z 500 3600 CUT_START");
        assertThat(days.trips("start end distance_m flags"))
                .as("the leg across belongs to nothing")
                .containsExactly(
                        "22:00 23:00 1000 CUT_END,GAP_START",
                        "2026-03-03T01:00:00Z 2026-03-03T02:00:00Z 500 CUT_START");
    }

    @Test
    void aSilenceAcrossABoundaryIsASilenceAndNoCut() {
        assertThat(timeline("""
                        at                   | north_m
                        2026-03-01T12:00:00Z | 0
                        2026-03-03T12:00:00Z | 0
                        """).sessions("start end flags"))
                .containsExactly("12:00 12:00 GAP_START", "2026-03-03T12:00:00Z 2026-03-03T12:00:00Z GAP_START");
    }

    @Test
    void daysOfTwentyThreeHoursCutAtTheirOwnBoundaries() {
        TrajectoryOptions losAngeles = GAP_OF_A_DAY_AND_A_HALF.withCalendar(
                new ServiceCalendar(ZoneId.of("America/Los_Angeles"), LocalTime.MIDNIGHT));

        assertThat(timeline(losAngeles, """
                        at                          | north_m
                        2026-03-08T07:00:00Z        | 0
                        2026-03-08T08:00:00Z        | 0
                        2026-03-09T06:59:59.999999Z | 0
                        2026-03-09T07:00:00Z        | 0
                        """).sessions("start end service_date"))
                .containsExactly(
                        "2026-03-08T07:00:00Z 2026-03-09T06:59:59.999999Z 2026-03-07",
                        "2026-03-09T07:00:00Z 2026-03-09T07:00:00Z 2026-03-09");
    }

    @Test
    void aCutOverHourMovesTheBoundaries() {
        TrajectoryOptions tokyo =
                GAP_OF_A_DAY_AND_A_HALF.withCalendar(new ServiceCalendar(ZoneId.of("Asia/Tokyo"), LocalTime.of(4, 0)));

        assertThat(timeline(tokyo, """
                        at                          | north_m
                        2026-03-01T12:00:00Z        | 0
                        2026-03-02T18:59:59.999999Z | 0
                        2026-03-02T19:00:00Z        | 0
                        """).sessions("start end service_date"))
                .containsExactly(
                        "12:00 2026-03-02T18:59:59.999999Z 2026-03-01",
                        "2026-03-02T19:00:00Z 2026-03-02T19:00:00Z 2026-03-03");
    }

    @Test
    void aTimestampBeforeTheLastIsRefused() {
        DeviceTimeline timeline = new DeviceTimeline(TrajectoryOptions.defaults(), "acme", "bus-7", new Recorded());
        ping(timeline, 1_000_000, 35);
        ping(timeline, 1_000_000, 35);

        assertThatThrownBy(() -> ping(timeline, 999_999, 35))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pings come in time order, but 999999 came after 1000000");
    }

    @Test
    void aPlaceThatIsNoneIsRefused() {
        DeviceTimeline timeline = new DeviceTimeline(TrajectoryOptions.defaults(), "acme", "bus-7", new Recorded());

        assertThatThrownBy(() -> ping(timeline, 0, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no place on earth: NaN, 139.0");
        assertThatThrownBy(() -> ping(timeline, 0, 90.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no place on earth: 90.1, 139.0");
    }

    @Test
    void aTimeLineEndsOnce() {
        Recorded recorded = new Recorded();
        DeviceTimeline timeline = new DeviceTimeline(TrajectoryOptions.defaults(), "acme", "bus-7", recorded);
        ping(timeline, us("06:00"), 35);
        timeline.end();
        timeline.end();

        assertThat(recorded.sessions).hasSize(1);
        assertThatThrownBy(() -> ping(timeline, us("06:01"), 35))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a time line that has ended takes no ping");
    }

    private static void ping(DeviceTimeline timeline, long timestampUs, double lat) {
        timeline.ping(timestampUs, lat, 139, Attributes.NONE, DeviceTimeline.NO_BATTERY);
    }
}
