package io.tripmill.jobs.trips.trajectory;

import static io.tripmill.jobs.trips.trajectory.TestDay.timeline;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.geo.Point;
import io.tripmill.geo.Polyline;
import org.junit.jupiter.api.Test;

class TripTest {
    @Test
    void aTripRunsFromTheLastPingOfALongStayToTheFirstOfTheNext() {
        Recorded errand = timeline("""
                at    | north_m
                06:00 | 0
                06:15 | 0
                06:20 | 1000
                06:25 | 2000
                06:30 | 2000
                06:41 | 2000
                """);

        assertThat(errand.stays("start end duration_s")).containsExactly("06:00 06:15 900", "06:25 06:41 960");
        assertThat(errand.trips("start end pings distance_m from_stay to_stay flags open_if_session_open"))
                .containsExactly("06:15 06:25 3 2000 true true [] false");
        assertThat(errand.trips.get(0).originStayId())
                .isEqualTo(errand.stays.get(0).identity().id());
        assertThat(errand.trips.get(0).destinationStayId())
                .isEqualTo(errand.stays.get(1).identity().id());
    }

    @Test
    void aStayOfExactlyTheTripMinimumEndsATripAndAMicrosecondLessDoesNot() {
        assertThat(timeline("""
                        at    | north_m
                        06:00 | 0
                        06:10 | 900
                        06:25 | 900
                        06:30 | 1900
                        """).trips("start end from_stay to_stay"))
                .containsExactly("06:00 06:10 false true", "06:25 06:30 true false");
        assertThat(timeline("""
                        at              | north_m
                        06:00           | 0
                        06:10           | 900
                        06:24:59.999999 | 900
                        06:30           | 1900
                        """).trips("start end from_stay to_stay")).containsExactly("06:00 06:30 false false");
    }

    @Test
    void aShortStayIsAPauseInsideTheTrip() {
        assertThat(timeline("""
                        at    | north_m
                        06:00 | 0
                        06:10 | 3000
                        06:16 | 3000
                        06:20 | 4200
                        06:26 | 4200
                        """).trips("start end duration_s moving_time_s distance_m avg_speed_mps"))
                .as("pauses of 6 minutes each")
                .containsExactly("06:00 06:26 1560 840 4200 2.692");
    }

    @Test
    void betweenLongStaysSideBySideLiesATripOfOneLeg() {
        assertThat(timeline("""
                        at    | north_m
                        06:00 | 0
                        06:15 | 0
                        06:16 | 300
                        06:31 | 300
                        """).trips("start end pings distance_m from_stay to_stay"))
                .containsExactly("06:15 06:16 2 300 true true");
    }

    @Test
    void aSessionThatIsOneStayHasNoTrip() {
        assertThat(timeline("""
                        at    | north_m
                        06:00 | 0
                        06:10 | 50
                        """).trips).as("a short stay").isEmpty();
        assertThat(timeline("""
                        at    | north_m
                        06:00 | 0
                        06:20 | 50
                        """).trips).as("a long stay").isEmpty();
    }

    @Test
    void aSessionThatIsOneShortStayButForAPingHasATrip() {
        assertThat(timeline("""
                        at    | north_m
                        06:00 | 0
                        06:10 | 50
                        06:12 | 150
                        """).trips("start end moving_time_s")).containsExactly("06:00 06:12 120");
    }

    @Test
    void aSessionTooShortForAStayIsATripThatGoesNowhere() {
        assertThat(timeline("""
                        at       | north_m
                        06:00:00 | 0
                        06:04:59 | 50
                        """).trips("start end extent_m flags"))
                .containsExactly("06:00 06:04:59 50 GAP_START,SHORT_DISTANCE");
    }

    @Test
    void nothingIsATripBeforeALongStayThatOpensTheSessionOrAfterOneThatEndsIt() {
        assertThat(timeline("""
                        at    | north_m
                        06:00 | 0
                        06:15 | 0
                        06:20 | 900
                        """).trips("start end")).containsExactly("06:15 06:20");
        assertThat(timeline("""
                        at    | north_m
                        06:00 | 0
                        06:05 | 900
                        06:20 | 900
                        """).trips("start end open_if_session_open")).containsExactly("06:00 06:05 false");
    }

    @Test
    void aTripOfLessThanAMinuteIsFlaggedAndOneOfAMinuteIsNot() {
        assertThat(timeline("""
                        at              | north_m
                        06:00           | 0
                        06:00:59.999999 | 900
                        """).trips("flags")).containsExactly("GAP_START,SHORT_DURATION");
        assertThat(timeline("""
                        at       | north_m
                        06:00:00 | 0
                        06:01:00 | 900
                        """).trips("flags")).containsExactly("GAP_START");
    }

    @Test
    void aTripThatLeavesItsStartByAHundredMetresIsNotShortThoughItReturns() {
        assertThat(timeline("""
                        at    | north_m
                        06:00 | 0
                        06:01 | 100.01
                        06:02 | 0
                        """).trips("extent_m straight_line_m distance_m flags"))
                .containsExactly("100.01 0 200.02 GAP_START");
        assertThat(timeline("""
                        at    | north_m
                        06:00 | 0
                        06:01 | 99.99
                        06:02 | 0
                        """).trips("extent_m flags")).containsExactly("99.99 GAP_START,SHORT_DISTANCE");
    }

    @Test
    void aTripInNoTimeHasNoSpeed() {
        assertThat(timeline("""
                        at    | north_m
                        06:00 | 0
                        06:00 | 40
                        """).trips("duration_s distance_m avg_speed_mps max_speed_mps flags"))
                .containsExactly("0 40 - - FAST_LEG,GAP_START,SHORT_DISTANCE,SHORT_DURATION");
    }

    @Test
    void flagsConcernOnlyWhatLiesBetweenTheEdgesOfTheRow() {
        Recorded day = timeline("""
                at       | north_m
                06:00:00 | 0
                06:00:10 | 9000
                06:00:20 | 0
                06:15:00 | 0
                06:20:00 | 1000
                06:25:00 | 2000
                06:40:00 | 2000
                06:40:10 | 9000
                """);

        assertThat(day.sessions("flags")).containsExactly("FAST_LEG,GAP_START,TELEPORT");
        assertThat(day.stays("start end flags")).containsExactly("06:00 06:15 GAP_START,TELEPORT", "06:25 06:40 []");
        assertThat(day.trips("start end flags open_if_session_open ends_session"))
                .containsExactly("06:15 06:25 [] false false", "06:40 06:40:10 FAST_LEG,SHORT_DURATION true true");
    }

    @Test
    void aLegReachesAcrossAFlaggedPing() {
        assertThat(timeline("""
                        at       | north_m
                        06:00:00 | 0
                        06:01:00 | 600
                        06:01:10 | 9000
                        06:01:40 | 1000
                        """).trips("distance_m max_speed_mps max_gap_s"))
                .as("400 m in 40 s")
                .containsExactly("1000 10 60");
    }

    @Test
    void theLineHasThePointsAndTheirTimes() {
        TripLine line = timeline("""
                at           | lat     | lng
                06:00:00     | 35.1    | 139.1
                06:00:30.5   | 35.101  | 139.101
                06:01:30     | 35.102  | 139.102
                """).trips.get(0).line();

        assertThat(Polyline.decode(line.polyline()))
                .containsExactly(new Point(35.1, 139.1), new Point(35.101, 139.101), new Point(35.102, 139.102));
        assertThat(line.pointOffsetsS()).containsExactly(0, 30.5, 90);
    }

    @Test
    void attributesComeFromThePingsOutsideLongStays() {
        assertThat(timeline("""
                        at    | north_m | vehicle_id | type  | mode | trips
                        06:00 | 0       | parked     | truck | park | t0
                        06:15 | 0       | parked     | truck | park | t1
                        06:20 | 1000    | -          | bus   | -    | t9,t3
                        06:22 | 1500    | v1         | car   | -    | -
                        06:24 | 1800    | v2         | -     | ride | t3,t2
                        06:25 | 2000    | parked     | truck | park | t4
                        06:40 | 2000    | parked     | truck | park | t5
                        """).trips("start end vehicle_id vehicle_type mode provider_trip_ids"))
                .containsExactly("06:15 06:25 v1 bus ride t2,t3,t9");
    }

    @Test
    void borderPingsThatBelongToNoLongStayAndFlaggedPingsGiveAttributes() {
        assertThat(timeline("""
                        at       | north_m | vehicle_id | mode | trips
                        06:00:00 | 0       | v1         | -    | t1
                        06:00:10 | 9000    | v2         | ride | t2
                        06:00:20 | 0       | -          | -    | -
                        06:02:00 | 900     | -          | -    | t3
                        """).trips("flagged vehicle_id vehicle_type mode provider_trip_ids"))
                .containsExactly("1 v1 - ride t1,t2,t3");
    }

    @Test
    void aTripOfOneLegBetweenLongStaysSaysNothingOfItsVehicle() {
        assertThat(timeline("""
                        at    | north_m | vehicle_id | trips
                        06:00 | 0       | v1         | t1
                        06:15 | 0       | v1         | t1
                        06:16 | 300     | v1         | t1
                        06:31 | 300     | v1         | t1
                        """).trips("vehicle_id provider_trip_ids")).containsExactly("- []");
    }

    @Test
    void theBatteryIsReadAtTheBordersToo() {
        assertThat(timeline("""
                        at    | north_m | battery
                        06:00 | 0       | 99
                        06:15 | 0       | 98
                        06:20 | 1000    | 80
                        06:25 | 2000    | 71
                        06:40 | 2000    | 70
                        """).trips("start end start_battery end_battery")).containsExactly("06:15 06:25 98 71");
    }

    @Test
    void theBatteryIsTheFirstAndLastThatIsKnown() {
        assertThat(timeline("""
                        at    | north_m | battery
                        06:00 | 0       | -
                        06:05 | 1000    | 0
                        06:10 | 2000    | 55
                        06:12 | 3000    | -
                        """).trips("start_battery end_battery")).containsExactly("0 55");
        assertThat(timeline("""
                        at    | north_m | battery
                        06:00 | 0       | -
                        06:05 | 1000    | -
                        """).trips("start_battery end_battery")).containsExactly("- -");
    }
}
