package io.tripmill.jobs.trips.trajectory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.testkit.Property;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds for trips by state on every time line. */
class StateTripPropertiesTest {
    private static final Set<String> STATES = Set.of("on_trip", "reserved");
    private static final TrajectoryOptions OPTIONS =
            TrajectoryOptions.defaults().withSessionGap(Duration.ofHours(10)).withTripStates(STATES);

    @Test
    void everyPingInAStateOfATripBelongsToExactlyOneTripAndNoOtherPingToAny() {
        Property.check(300, random -> {
            List<Ping> pings = pings(random);
            List<TripRecord> trips = sessionized(OPTIONS, pings).trips;

            for (Ping ping : pings) {
                assertThat(trips.stream().filter(trip -> covers(trip.span(), ping)))
                        .as("%s", ping)
                        .hasSize(ping.isInTripState() ? 1 : 0);
            }
            assertThat(trips.stream().mapToLong(TripRecord::pingCount).sum())
                    .isEqualTo(pings.stream().filter(Ping::isInTripState).count());
        });
    }

    @Test
    void tripsAreAsLongAsTheyCanBeAndSpanNoSilenceAndNoCut() {
        Property.check(300, random -> {
            List<Ping> pings = pings(random);
            Recorded recorded = sessionized(OPTIONS, pings);

            for (TripRecord trip : recorded.trips) {
                SessionRecord session = sessionOf(recorded, trip);
                assertThat(trip.span().startUs())
                        .isGreaterThanOrEqualTo(session.span().startUs());
                assertThat(trip.span().endUs())
                        .isLessThanOrEqualTo(session.span().endUs());
                assertThat(pings.stream()
                                .filter(ping -> covers(session.span(), ping))
                                .filter(ping -> isBeside(trip, ping, pings)))
                        .noneMatch(Ping::isInTripState);
            }
        });
    }

    @Test
    void statesChangeNeitherSessionsNorStaysAndTripsHaveOneNameEach() {
        Property.check(100, random -> {
            List<Ping> pings = pings(random);
            Recorded byState = sessionized(OPTIONS, pings);
            Recorded byGeometry = sessionized(OPTIONS.withTripStates(List.of()), pings);

            assertThat(byState.sessions).map(SessionRecord::span).isEqualTo(spans(byGeometry.sessions));
            assertThat(byState.sessions)
                    .map(SessionRecord::openness)
                    .isEqualTo(byGeometry.sessions.stream()
                            .map(SessionRecord::openness)
                            .toList());
            assertThat(byState.stays)
                    .map(StayRecord::centre)
                    .isEqualTo(byGeometry.stays.stream().map(StayRecord::centre).toList());
            assertThat(byState.trips).map(trip -> trip.identity().id()).doesNotHaveDuplicates();
        });
    }

    /** The times are those of the pings above, rounded down to five minutes. */
    @Test
    void namesStayUniqueWhereInstantsAreShared() {
        Property.check(300, random -> {
            List<Ping> pings = new ArrayList<>();
            for (Ping ping : pings(random)) {
                long coarseUs = ping.timeUs / 300_000_000L * 300_000_000L;
                pings.add(new Ping(coarseUs, ping.lat, ping.lng, ping.state));
            }
            List<TripRecord> trips = sessionized(OPTIONS, pings).trips;

            assertThat(trips).map(trip -> trip.identity().id()).doesNotHaveDuplicates();
            assertThat(trips.stream().mapToLong(TripRecord::pingCount).sum())
                    .isGreaterThanOrEqualTo(
                            pings.stream().filter(Ping::isInTripState).count());
        });
    }

    @Test
    void noTripIsShorterThanItsStraightLineOrItsExtent() {
        Property.check(300, random -> assertThat(sessionized(OPTIONS, pings(random)).trips)
                .allSatisfy(trip -> {
                    Travel travel = trip.travel();
                    assertThat(travel.distanceM()).isGreaterThanOrEqualTo(travel.straightLineM() - 0.1);
                    assertThat(travel.distanceM()).isGreaterThanOrEqualTo(travel.extentM() - 0.1);
                    assertThat(travel.movingTimeS()).isBetween(0.0, trip.span().durationS());
                    assertThat(trip.line().pointOffsetsS())
                            .hasSize((int) (trip.pingCount() - trip.flaggedPingCount()))
                            .isSorted();
                }));
    }

    @Test
    void theGeneratedTimeLinesHaveSomeOfEverything() {
        Recorded all = new Recorded();
        Property.check(300, random -> all.trips.addAll(sessionized(OPTIONS, pings(random)).trips));

        assertThat(all.trips.stream().flatMap(trip -> trip.openness().flags().stream()))
                .contains("CUT_START", "CUT_END", "GAP_START", "TELEPORT", "FAST_LEG");
        assertThat(all.trips).anyMatch(trip -> trip.pingCount() == trip.flaggedPingCount());
        assertThat(all.trips).anyMatch(trip -> trip.pingCount() == 1 && trip.flaggedPingCount() == 0);
        assertThat(all.trips).anyMatch(trip -> trip.originStayId() != null);
        assertThat(all.trips).anyMatch(trip -> trip.destinationStayId() != null);
        assertThat(all.trips)
                .anyMatch(trip -> trip.travel().movingTimeS() < trip.span().durationS());
    }

    private static boolean covers(Span span, Ping ping) {
        return span.startUs() <= ping.timeUs && ping.timeUs <= span.endUs();
    }

    /** Whether a ping of the trip's device is the last before the trip or the first after it. */
    private static boolean isBeside(TripRecord trip, Ping ping, List<Ping> pings) {
        int first = indexAt(pings, trip.span().startUs());
        int last = indexAt(pings, trip.span().endUs());
        int index = pings.indexOf(ping);
        return index == first - 1 || index == last + 1;
    }

    private static int indexAt(List<Ping> pings, long timeUs) {
        return pings.stream().map(Ping::timeUs).toList().indexOf(timeUs);
    }

    private static SessionRecord sessionOf(Recorded recorded, TripRecord trip) {
        return recorded.sessions.stream()
                .filter(session ->
                        session.identity().id().equals(trip.identity().sessionId()))
                .findAny()
                .orElseThrow();
    }

    private static List<Span> spans(List<SessionRecord> sessions) {
        return sessions.stream().map(SessionRecord::span).toList();
    }

    private static Recorded sessionized(TrajectoryOptions options, List<Ping> pings) {
        Recorded recorded = new Recorded();
        DeviceTimeline timeline = new DeviceTimeline(options, "acme", "cab", recorded);
        for (Ping ping : pings) {
            Attributes attributes = new Attributes(null, null, null, List.of(), ping.state);
            timeline.ping(ping.timeUs, ping.lat, ping.lng, attributes, DeviceTimeline.NO_BATTERY);
        }
        timeline.end();
        return recorded;
    }

    /** Rides, ranks, jumps, silences and boundaries of a few days, at distinct instants. */
    private static List<Ping> pings(RandomGenerator random) {
        String[] states = {"on_trip", "reserved", "available", "ON_TRIP", null};
        List<Ping> pings = new ArrayList<>();
        long timeUs = TestDay.us("06:00") + random.nextInt(86_400) * 1_000_000L;
        double lat = 35;
        String state = null;
        double stepDeg = 0;
        int count = 1 + random.nextInt(120);
        for (int i = 0; i < count; i++) {
            if (random.nextInt(8) == 0) {
                stepDeg = random.nextBoolean() ? 0.0001 : 0.01;
            }
            if (random.nextInt(4) == 0) {
                state = states[random.nextInt(states.length)];
            }
            timeUs += 1
                    + switch (random.nextInt(20)) {
                        case 0 -> 36_000_000_000L - 1 + random.nextInt(2);
                        case 1, 2 -> 3_600_000_000L * random.nextInt(10);
                        default -> random.nextInt(200_000_000);
                    };
            lat += (random.nextDouble() - 0.5) * stepDeg;
            boolean jumps = random.nextInt(12) == 0;
            pings.add(new Ping(timeUs, jumps ? lat + 0.3 : lat, 139, state));
        }
        return pings;
    }

    private record Ping(
            long timeUs, double lat, double lng, @Nullable String state) {
        boolean isInTripState() {
            return state != null && STATES.contains(state);
        }
    }
}
