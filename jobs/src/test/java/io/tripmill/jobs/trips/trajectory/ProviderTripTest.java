package io.tripmill.jobs.trips.trajectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.geo.Polyline;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Trips as the provider tells them. */
class ProviderTripTest {
    private static final TrajectoryOptions PROVIDER =
            TrajectoryOptions.defaults().withProviderTrips(Duration.ofHours(12));

    @Test
    void aTripIsAllPingsThatCarryOneId() {
        assertThat(told("""
                        at    | north_m | trips
                        06:00 | 0       | -
                        06:01 | 100     | t1
                        06:02 | 700     | t1
                        06:03 | 1500    | -
                        06:04 | 1600    | t1
                        06:05 | 1700    | t2
                        06:06 | 1800    | -
                        """).trips("start end provider_trip_ids pings duration_s distance_m straight_line_m max_gap_s"))
                .as("a ping between them that names no trip is not on it, and a lone one is a trip")
                .containsExactly("06:01 06:04 t1 3 180 1500 1500 120", "06:05 06:05 t2 1 0 0 0 0");
    }

    @Test
    void tripsMayOverlap() {
        Recorded shared = told("""
                at    | north_m | trips
                06:00 | 0       | t1,t2
                06:01 | 600     | t1,t2
                06:02 | 1200    | t2,t1,t1
                06:03 | 1800    | t2
                """);

        assertThat(shared.trips("start end provider_trip_ids pings distance_m"))
                .containsExactly("06:00 06:02 t1 3 1200", "06:00 06:03 t2 4 1800");
        assertThat(shared.trips).extracting(trip -> trip.identity().id()).doesNotHaveDuplicates();
    }

    @Test
    void aTripGoesOnAcrossSilencesAndItsLegsToo() {
        Recorded parked = told("""
                at    | north_m | trips
                06:00 | 0       | t1
                06:10 | 3000    | t1
                09:00 | 3000    | t1
                09:10 | 9000    | t1
                """);

        assertThat(parked.sessions("start end provider_trip_ids")).containsExactly("06:00 06:10 t1", "09:00 09:10 t1");
        assertThat(parked.trips("start end pings distance_m max_gap_s flags ends_session"))
                .containsExactly("06:00 09:10 4 9000 10200 GAP_START true");
        assertThat(parked.trips.get(0).identity().sessionId())
                .isEqualTo(parked.sessions.get(0).identity().sessionId());
        assertThat(Polyline.decode(parked.trips.get(0).line().polyline())).hasSize(4);
        assertThat(parked.trips.get(0).line().pointOffsetsS()).containsExactly(0, 600, 10_800, 11_400);
    }

    @Test
    void anIdAfterMoreThanTheSilenceIsAnotherTrip() {
        assertThat(told("""
                        at              | north_m | trips
                        06:00           | 0       | t1
                        18:00           | 5000    | t1
                        2026-03-02T06:00:00.000001Z | 9000 | t1
                        """).trips("start end pings"))
                .containsExactly("06:00 18:00 2", "2026-03-02T06:00:00.000001Z 2026-03-02T06:00:00.000001Z 1");
    }

    @Test
    void anIdMayComeAgainInOneSessionThatIsLongerThanTheSilence() {
        assertThat(TestDay.timeline(TrajectoryOptions.defaults().withProviderTrips(Duration.ofMinutes(10)), """
                        at       | north_m | trips
                        06:00    | 0       | t1
                        06:10    | 500     | t1
                        06:20:01 | 900     | t1
                        06:30    | 1900    | -
                        """)
                        .trips("start end from_stay distance_m flags"))
                .containsExactly(
                        "06:00 06:10 false 500 GAP_START", "06:20:01 06:20:01 false 0 SHORT_DISTANCE,SHORT_DURATION");
    }

    @Test
    void aCancelTakesTheTripAwayWhateverCameBeforeAndFollows() {
        String table = """
                at    | north_m | trips | cancels
                06:00 | 0       | t1    | -
                06:05 | 3000    | t1,t2 | -
                06:06 | 3000    | -     | t1
                06:07 | 3100    | t1    | -
                """;

        assertThat(told(table).trips("start end provider_trip_ids")).containsExactly("06:05 06:05 t2");
        assertThat(told(table).sessions("start end provider_trip_ids")).containsExactly("06:00 06:07 t1,t2");
    }

    @Test
    void aCancelReachesAsFarAsATripMayBeSilent() {
        String ride = """
                at                          | north_m | trips | cancels
                2026-02-28T18:00:00Z        | 0       | t1    | -
                """;

        assertThat(told(ride + "06:00           | 3000 | - | t1").trips("start end"))
                .isEmpty();
        assertThat(told(ride + "06:00:00.000001 | 3000 | - | t1").trips("start end"))
                .containsExactly("2026-02-28T18:00:00Z 2026-02-28T18:00:00Z");
    }

    @Test
    void theFirstBoundaryCutsNoTripAndTheSecondDoes() {
        assertThat(told("""
                        at                   | north_m | trips
                        2026-03-01T20:00:00Z | 0       | t1
                        2026-03-02T07:00:00Z | 50000   | t1
                        2026-03-02T18:00:00Z | 90000   | t1
                        2026-03-03T00:00:00Z | 99000   | t1
                        2026-03-03T11:00:00Z | 99900   | t1
                        2026-03-03T23:00:00Z | 99990   | t1
                        2026-03-04T00:00:00Z | 99999   | t1
                        """).trips("service_date start end pings distance_m flags open_if_session_open"))
                .as("the leg across a cut belongs to nothing")
                .containsExactly(
                        "2026-03-01 20:00 2026-03-02T18:00:00Z 3 90000 CUT_END,GAP_START false",
                        "2026-03-03 2026-03-03T00:00:00Z 2026-03-03T23:00:00Z 3 990 CUT_END,CUT_START false",
                        "2026-03-04 2026-03-04T00:00:00Z 2026-03-04T00:00:00Z 1 0"
                                + " CUT_START,SHORT_DISTANCE,SHORT_DURATION true");
    }

    @Test
    void aCancelTakesAllPartsOfACutTrip() {
        assertThat(told("""
                        at                   | north_m | trips | cancels
                        2026-03-01T20:00:00Z | 0       | t1    | -
                        2026-03-02T07:00:00Z | 50000   | t1    | -
                        2026-03-02T18:00:00Z | 90000   | t1    | -
                        2026-03-03T01:00:00Z | 99000   | t1    | -
                        2026-03-03T11:00:00Z | 99900   | -     | t1
                        """).trips).isEmpty();
    }

    @Test
    void aTripIsOpenWhileItsLastSessionIsUnlessThatWentOnWithoutIt() {
        String ride = """
                at    | north_m | trips
                06:00 | 0       | t1
                06:10 | 3000    | t1
                """;

        assertThat(told(ride).trips("open_if_session_open ends_session")).containsExactly("true true");
        assertThat(told(ride + "06:40 | 9000 | -").trips("open_if_session_open ends_session"))
                .containsExactly("true false");
        assertThat(told(ride + "06:25 | 9000 | -\n06:40:01 | 9000 | -").trips("open_if_session_open ends_session"))
                .containsExactly("false false");
    }

    @Test
    void providersChangeNeitherSessionsNorStays() {
        String table = """
                at    | north_m | trips
                06:00 | 0       | t1
                06:20 | 0       | t1
                06:25 | 2000    | t2
                07:00 | 2000    | -
                """;
        Recorded byGeometry = TestDay.timeline(table);

        String columns = "start end duration_s pings flags open_if_session_open ends_session";
        assertThat(told(table).sessions(columns)).isEqualTo(byGeometry.sessions(columns));
        assertThat(told(table).stays(columns))
                .isEqualTo(byGeometry.stays(columns))
                .isNotEmpty();
        assertThat(byGeometry.sessions("provider_trip_ids")).containsExactly("-", "-");
    }

    @Test
    void staysAtTheEdgesAreOriginAndDestinationAndShortOnesInsideArePauses() {
        assertThat(told("""
                        at    | north_m | trips
                        06:00 | 0       | -
                        06:20 | 0       | -
                        06:21 | 900     | t1
                        06:25 | 3000    | t1
                        06:31 | 3000    | t1
                        06:35 | 6000    | t1
                        06:36 | 6500    | -
                        06:56 | 6500    | -
                        """).trips("start end duration_s moving_time_s from_stay to_stay"))
                .containsExactly("06:21 06:35 840 480 true true");
    }

    @Test
    void aFlaggedPingCountsAndItsPlaceDoesNot() {
        Recorded ride = told("""
                at       | north_m | trips | battery | vehicle_id
                06:00:00 | 0       | -     | 90      | -
                06:00:10 | 9000    | t1    | 80      | cab
                06:00:20 | 100     | t1    | 70      | -
                06:01:20 | 800     | t1    | -       | -
                06:01:40 | 900     | -     | 40      | -
                """);

        assertThat(ride.trips("start end pings flagged distance_m extent_m flags"))
                .containsExactly("06:00:10 06:01:20 3 1 700 700 TELEPORT");
        assertThat(ride.trips("start_battery end_battery vehicle_id")).containsExactly("80 70 cab");
        assertThat(ride.trips.get(0).start().lat()).isEqualTo(TestDay.lat(100));
        assertThat(ride.trips.get(0).line().pointOffsetsS()).containsExactly(10, 70);
    }

    @Test
    void anImpossibleLegIsFlaggedAndIsNoSpeed() {
        assertThat(told("""
                        at       | north_m | trips
                        06:00:00 | 0       | t1
                        06:01:00 | 600     | t1
                        06:01:10 | 90000   | t1
                        """).trips("distance_m max_speed_mps flags")).containsExactly("90000 10 FAST_LEG,GAP_START");
    }

    @Test
    void optionsHoldOneSourceOfTrips() {
        TrajectoryOptions defaults = TrajectoryOptions.defaults();
        assertThat(PROVIDER.paramsHash())
                .isNotEqualTo(defaults.paramsHash())
                .isNotEqualTo(defaults.withProviderTrips(Duration.ofHours(11)).paramsHash());
        assertThatThrownBy(() -> PROVIDER.withTripStates(List.of("on_trip")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("trips are found by state or by the provider's ids, not by both");
        assertThatThrownBy(() -> TrajectoryOptions.trackintel().withProviderTrips(Duration.ofHours(12)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("preset TRACKINTEL has trips of its own, not by state or provider");
    }

    private static Recorded told(String table) {
        return TestDay.timeline(PROVIDER, table);
    }
}
