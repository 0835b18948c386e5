package io.tripmill.jobs.trips.trajectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tripmill.geo.Polyline;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Trips by the state of the vehicle. */
class StateTripTest {
    private static final TrajectoryOptions ON_TRIP =
            TrajectoryOptions.defaults().withTripStates(List.of("on_trip"));

    @Test
    void aTripIsAMaximalSequenceOfPingsInAStateOfATrip() {
        assertThat(rides("""
                        at    | north_m | state
                        06:00 | 0       | available
                        06:01 | 100     | on_trip
                        06:02 | 700     | on_trip
                        06:03 | 1500    | on_trip
                        06:04 | 1600    | available
                        06:05 | 1700    | on_trip
                        06:06 | 1800    | on_trip
                        06:07 | 1900    | non_operational
                        """)
                        .trips("start end pings duration_s distance_m straight_line_m avg_speed_mps max_speed_mps"))
                .as("the legs to the first ping and from the last belong to no trip")
                .containsExactly("06:01 06:03 3 120 1400 1400 11.667 13.333", "06:05 06:06 2 60 100 100 1.667 1.667");
    }

    @Test
    void statesChangeNeitherSessionsNorStays() {
        String table = """
                at    | north_m | state
                06:00 | 0       | on_trip
                06:20 | 0       | available
                06:25 | 2000    | on_trip
                07:00 | 2000    | on_trip
                """;
        Recorded byState = rides(table);
        Recorded byGeometry = TestDay.timeline(table);

        String columns = "start end duration_s pings flags open_if_session_open ends_session";
        assertThat(byState.sessions(columns)).isEqualTo(byGeometry.sessions(columns));
        assertThat(byState.stays(columns)).isEqualTo(byGeometry.stays(columns)).isNotEmpty();
    }

    @Test
    void aLonePingInAStateOfATripIsATripThatGoesNowhere() {
        Recorded lone = rides("""
                at    | north_m | battery | state
                06:00 | 0       | 80      | available
                06:01 | 100     | 70      | on_trip
                06:02 | 700     | 60      | available
                """);

        assertThat(lone.trips("start end pings duration_s distance_m straight_line_m extent_m moving_time_s max_gap_s"))
                .containsExactly("06:01 06:01 1 0 0 0 0 0 0");
        assertThat(lone.trips("avg_speed_mps max_speed_mps start_battery end_battery flags"))
                .containsExactly("- - 70 70 SHORT_DISTANCE,SHORT_DURATION");
        assertThat(Polyline.decode(lone.trips.get(0).line().polyline())).hasSize(1);
        assertThat(lone.trips.get(0).line().pointOffsetsS()).containsExactly(0);
    }

    @Test
    void anUnknownStateIsNoStateOfATripAndEndsOne() {
        assertThat(rides("""
                        at    | north_m | state
                        06:00 | 0       | on_trip
                        06:01 | 100     | -
                        06:02 | 700     | on_trip
                        """).trips("start end")).containsExactly("06:00 06:00", "06:02 06:02");
        assertThat(rides("""
                        at    | north_m | state
                        06:00 | 0       | -
                        06:09 | 9000    | -
                        """).trips).isEmpty();
    }

    @Test
    void severalStatesMakeOneTripWhereTheyFollowEachOther() {
        String table = """
                at    | north_m | state
                06:00 | 0       | reserved
                06:01 | 100     | on_trip
                06:02 | 700     | reserved
                06:03 | 900     | available
                06:04 | 999     | ON_TRIP
                """;

        assertThat(TestDay.timeline(ON_TRIP.withTripStates(List.of("on_trip", "reserved")), table)
                        .trips("start end pings"))
                .containsExactly("06:00 06:02 3");
        assertThat(rides(table).trips("start end pings"))
                .as("written as it is, in small letters")
                .containsExactly("06:01 06:01 1");
    }

    @Test
    void aSilenceEndsATripAndExactlyTheGapDoesNot() {
        assertThat(rides("""
                        at              | north_m | state
                        06:00           | 0       | on_trip
                        06:30           | 5000    | on_trip
                        07:00:00.000001 | 9000    | on_trip
                        07:10           | 9900    | on_trip
                        """).trips("start end max_gap_s flags open_if_session_open ends_session"))
                .containsExactly(
                        "06:00 06:30 1800 GAP_START true true", "07:00:00.000001 07:10 600 GAP_START true true");
    }

    @Test
    void aCutEndsATripAndTheFirstBoundaryDoesNot() {
        assertThat(TestDay.timeline(ON_TRIP.withSessionGap(Duration.ofHours(12)), """
                        at                   | north_m | state
                        2026-03-01T18:00:00Z | 0       | on_trip
                        2026-03-02T06:00:00Z | 50000   | on_trip
                        2026-03-02T18:00:00Z | 90000   | on_trip
                        2026-03-03T00:00:00Z | 99000   | on_trip
                        2026-03-03T06:00:00Z | 99900   | on_trip
                        """)
                        .trips("start end pings flags service_date open_if_session_open ends_session"))
                .containsExactly(
                        "18:00 2026-03-02T18:00:00Z 3 CUT_END,GAP_START 2026-03-01 false true",
                        "2026-03-03T00:00:00Z 2026-03-03T06:00:00Z 2 CUT_START 2026-03-03 true true");
    }

    @Test
    void flagsOfTheEdgeBelongToTripsThatTouchTheSessionsEdge() {
        assertThat(rides("""
                        at    | north_m | state
                        06:00 | 0       | available
                        06:01 | 100     | on_trip
                        06:03 | 1500    | on_trip
                        06:04 | 1600    | available
                        """).trips("flags open_if_session_open ends_session"))
                .as("between other pings")
                .containsExactly("[] false false");
        assertThat(rides("""
                        at    | north_m | state
                        06:00 | 0       | on_trip
                        06:03 | 1500    | on_trip
                        """).trips("flags open_if_session_open ends_session"))
                .as("from edge to edge")
                .containsExactly("GAP_START true true");
    }

    @Test
    void aLongStayNeitherEndsATripNorCountsAsAPauseButAShortOneInsideDoes() {
        assertThat(rides("""
                        at    | north_m | state
                        06:00 | 0       | on_trip
                        06:05 | 2000    | on_trip
                        06:25 | 2000    | on_trip
                        06:30 | 4000    | on_trip
                        06:36 | 4000    | on_trip
                        06:40 | 6000    | on_trip
                        06:46 | 6000    | available
                        """).trips("start end duration_s moving_time_s from_stay to_stay"))
                .as("of two pauses of six minutes, one outlasts the trip")
                .containsExactly("06:00 06:40 2400 2040 false false");
    }

    @Test
    void originAndDestinationAreTheLongStaysThatTheEdgesBelongTo() {
        Recorded ride = rides("""
                at    | north_m | state
                06:00 | 0       | available
                06:15 | 0       | on_trip
                06:16 | 10      | on_trip
                06:20 | 3000    | on_trip
                06:21 | 3000    | on_trip
                06:40 | 3000    | available
                """);

        assertThat(ride.trips("start end from_stay to_stay")).containsExactly("06:15 06:21 true true");
        assertThat(ride.trips.get(0).originStayId())
                .isEqualTo(ride.stays.get(0).identity().id());
        assertThat(ride.trips.get(0).destinationStayId())
                .isEqualTo(ride.stays.get(1).identity().id());
    }

    @Test
    void originAndDestinationAreTheLongStaysBesideTheEdges() {
        assertThat(rides("""
                        at    | north_m | state
                        06:00 | 0       | available
                        06:15 | 0       | available
                        06:20 | 1500    | on_trip
                        06:25 | 3000    | available
                        06:40 | 3000    | available
                        """).trips("start end from_stay to_stay")).containsExactly("06:20 06:20 true true");
        assertThat(rides("""
                        at    | north_m | state
                        06:00 | 0       | available
                        06:15 | 0       | available
                        06:17 | 800     | available
                        06:20 | 1500    | on_trip
                        06:22 | 2500    | available
                        06:25 | 3500    | available
                        06:40 | 3500    | available
                        """).trips("start end from_stay to_stay"))
                .as("a ping between")
                .containsExactly("06:20 06:20 false false");
        assertThat(rides("""
                        at              | north_m | state
                        06:00           | 0       | available
                        06:14:59.999999 | 0       | available
                        06:20           | 1500    | on_trip
                        06:25           | 3000    | available
                        06:39:59.999999 | 3000    | available
                        """).trips("start end from_stay to_stay"))
                .as("short stays")
                .containsExactly("06:20 06:20 false false");
    }

    @Test
    void ofTwoLongStaysSideBySideTheOneCountsThatTheEdgeBelongsTo() {
        Recorded rides = rides("""
                at    | north_m | state
                06:00 | 0       | available
                06:15 | 0       | on_trip
                06:16 | 300     | available
                06:31 | 300     | available
                06:32 | 300     | on_trip
                06:33 | 600     | available
                06:50 | 600     | available
                """);

        assertThat(rides.stays("start end")).containsExactly("06:00 06:15", "06:16 06:32", "06:33 06:50");
        assertThat(rides.trips)
                .extracting(TripRecord::originStayId, TripRecord::destinationStayId)
                .as("a ride of one ping comes from and goes to the stay that the ping belongs to")
                .containsExactly(tuple(stayId(rides, 0), stayId(rides, 0)), tuple(stayId(rides, 1), stayId(rides, 1)));
    }

    private static String stayId(Recorded recorded, int stay) {
        return recorded.stays.get(stay).identity().id();
    }

    @Test
    void aTripAfterWhichTheVehicleStandsIsClosedThoughItsDestinationMayStillCome() {
        String ride = """
                at    | north_m | state
                06:00 | 0       | on_trip
                06:05 | 3000    | on_trip
                06:06 | 3000    | available
                """;

        assertThat(rides(ride).trips("start end to_stay open_if_session_open"))
                .containsExactly("06:00 06:05 false false");
        assertThat(rides(ride + "06:25 | 3000 | available").trips("start end to_stay open_if_session_open"))
                .containsExactly("06:00 06:05 true false");
    }

    @Test
    void aFlaggedPingInsideCountsAndItsPlaceDoesNot() {
        Recorded ride = rides("""
                at       | north_m | state
                06:00:00 | 0       | on_trip
                06:01:00 | 600     | on_trip
                06:01:10 | 9000    | on_trip
                06:01:40 | 1000    | on_trip
                """);

        assertThat(ride.trips("pings flagged distance_m extent_m max_speed_mps flags"))
                .containsExactly("4 1 1000 1000 10 GAP_START,TELEPORT");
        assertThat(ride.trips.get(0).line().pointOffsetsS()).containsExactly(0, 60, 100);
    }

    @Test
    void aFlaggedPingInAnotherStateEndsATripAndNoLegReachesAcrossIt() {
        assertThat(rides("""
                        at       | north_m | state
                        06:00:00 | 0       | on_trip
                        06:01:00 | 600     | on_trip
                        06:01:10 | 9000    | available
                        06:01:40 | 1000    | on_trip
                        06:02:40 | 1500    | on_trip
                        """).trips("start end pings flagged distance_m flags"))
                .containsExactly("06:00 06:01 2 0 600 GAP_START", "06:01:40 06:02:40 2 0 500 []");
    }

    @Test
    void flaggedPingsAtTheEdgesGiveTimesAndTheirNeighboursInsideGivePlaces() {
        Recorded ride = rides("""
                at       | north_m | state     | battery | vehicle_id
                06:00:00 | 0       | available | 90      | -
                06:00:10 | 9000    | on_trip   | 80      | cab
                06:00:20 | 100     | on_trip   | 70      | -
                06:01:20 | 800     | on_trip   | 60      | -
                06:01:30 | 9000    | on_trip   | 50      | -
                06:01:40 | 900     | available | 40      | -
                """);

        assertThat(ride.trips("start end duration_s pings flagged distance_m straight_line_m extent_m max_gap_s flags"))
                .containsExactly("06:00:10 06:01:30 80 4 2 700 700 700 60 TELEPORT");
        assertThat(ride.trips("start_battery end_battery vehicle_id avg_speed_mps"))
                .containsExactly("80 50 cab 8.75");
        assertThat(ride.trips.get(0).start().lat()).isEqualTo(TestDay.lat(100));
        assertThat(ride.trips.get(0).end().lat()).isEqualTo(TestDay.lat(800));
        assertThat(Polyline.decode(ride.trips.get(0).line().polyline())).hasSize(2);
        assertThat(ride.trips.get(0).line().pointOffsetsS()).containsExactly(10, 70);
    }

    @Test
    void whereAllPingsAreFlaggedTheFirstOneSaysWhereTheTripWas() {
        Recorded ride = rides("""
                at       | north_m | state
                06:00:00 | 0       | available
                06:00:10 | 5000    | on_trip
                06:00:20 | 0       | on_trip
                06:00:30 | 5000    | available
                06:00:40 | 0       | available
                """);

        assertThat(ride.trips("start end pings flagged distance_m straight_line_m extent_m max_speed_mps flags"))
                .containsExactly("06:00:10 06:00:20 2 2 0 0 0 - SHORT_DISTANCE,SHORT_DURATION,TELEPORT");
        assertThat(ride.trips.get(0).start().lat()).isEqualTo(TestDay.lat(5000));
        assertThat(ride.trips.get(0).line().polyline()).isEmpty();
        assertThat(ride.trips.get(0).line().pointOffsetsS()).isEmpty();
    }

    @Test
    void aFlaggedPingBetweenStayAndTripDoesNotPartThem() {
        assertThat(rides("""
                        at       | north_m | state
                        06:00:00 | 0       | available
                        06:15:00 | 0       | available
                        06:15:10 | 9000    | available
                        06:15:20 | 150     | on_trip
                        06:17:00 | 2000    | on_trip
                        06:17:10 | 9000    | available
                        06:17:20 | 2150    | available
                        06:40:00 | 2150    | available
                        """).trips("start end from_stay to_stay flags"))
                .containsExactly("06:15:20 06:17 true true []");
    }

    @Test
    void allPingsTellOfTheVehicleThoseOfLongStaysToo() {
        assertThat(rides("""
                        at    | north_m | vehicle_id | type  | mode | trips | state
                        06:00 | 0       | other      | truck | park | t0    | available
                        06:15 | 0       | v1         | -     | -    | t1    | on_trip
                        06:20 | 1000    | -          | bus   | -    | t9,t3 | on_trip
                        06:25 | 2000    | -          | car   | ride | t1    | on_trip
                        06:40 | 2000    | other      | truck | park | t5    | available
                        """).trips("start end vehicle_id vehicle_type mode provider_trip_ids"))
                .containsExactly("06:15 06:25 v1 bus ride t1,t3,t9");
    }

    @Test
    void atOneInstantStatesChangeInTheOrderOfTheTimeLine() {
        assertThat(rides("""
                        at    | north_m | state
                        06:00 | 0       | on_trip
                        06:05 | 900     | on_trip
                        06:05 | 900     | available
                        06:05 | 900     | on_trip
                        06:09 | 1900    | on_trip
                        """).trips("start end pings")).containsExactly("06:00 06:05 2", "06:05 06:09 2");
    }

    @Test
    void sequencesThatStartAtOneInstantAreOneTripForTheirStartIsTheirName() {
        Recorded ride = rides("""
                at    | north_m | state
                06:00 | 0       | available
                06:05 | 900     | on_trip
                06:05 | 900     | available
                06:05 | 900     | on_trip
                06:09 | 1900    | on_trip
                06:10 | 1900    | available
                """);

        assertThat(ride.trips("start end pings")).containsExactly("06:05 06:09 4");
    }

    private static Recorded rides(String table) {
        return TestDay.timeline(ON_TRIP, table);
    }
}
