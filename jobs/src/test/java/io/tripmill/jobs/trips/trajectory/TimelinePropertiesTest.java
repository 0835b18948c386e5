package io.tripmill.jobs.trips.trajectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tripmill.geo.Haversine;
import io.tripmill.geo.Polyline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every time line, on generated ones; the seed is in the name of each case. */
class TimelinePropertiesTest {
    private static final Haversine EARTH = new Haversine(Haversine.EARTH_RADIUS_M);
    private static final TrajectoryOptions OPTIONS =
            TrajectoryOptions.defaults().withSessionGap(Duration.ofHours(10));

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @Test
    void theGeneratedTimeLinesHaveSomeOfEverything() {
        Recorded all = new Recorded();
        seeds().mapToObj(seed -> sessionized(pings(seed))).forEach(one -> {
            all.sessions.addAll(one.sessions);
            all.stays.addAll(one.stays);
            all.trips.addAll(one.trips);
        });

        assertThat(all.trips.stream().flatMap(trip -> trip.openness().flags().stream()))
                .contains(
                        "CUT_START",
                        "CUT_END",
                        "GAP_START",
                        "TELEPORT",
                        "FAST_LEG",
                        "SHORT_DISTANCE",
                        "SHORT_DURATION");
        assertThat(all.stays.size()).isGreaterThan(200);
        assertThat(all.trips.stream()
                        .filter(TimelinePropertiesTest::isBetweenLongStays)
                        .count())
                .isGreaterThan(30);
        assertThat(all.sessions.stream()
                        .filter(session -> session.pingCount() == 1)
                        .count())
                .isGreaterThan(10);
    }

    private static boolean isBetweenLongStays(TripRecord trip) {
        return trip.originStayId() != null && trip.destinationStayId() != null;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void longStaysTripsAndNonTripsAddUpToTheSession(long seed) {
        Recorded recorded = sessionized(pings(seed));
        for (SessionRecord session : recorded.sessions) {
            // From edge to edge of the session, long stays and what lies between them alternate.
            long fromUs = session.span().startUs();
            long accountedUs = 0;
            for (StayRecord stay : longStaysOf(recorded, session)) {
                accountedUs += betweenUs(recorded, session, fromUs, stay.span().startUs());
                accountedUs += stay.span().endUs() - stay.span().startUs();
                fromUs = stay.span().endUs();
            }
            accountedUs += betweenUs(recorded, session, fromUs, session.span().endUs());

            assertThat(accountedUs)
                    .isEqualTo(session.span().endUs() - session.span().startUs());
        }
    }

    /** The duration of the trip between two instants; where there is none, nothing moves between them. */
    private static long betweenUs(Recorded recorded, SessionRecord session, long fromUs, long toUs) {
        List<TripRecord> trips = recorded.trips.stream()
                .filter(trip -> isIn(trip.identity(), session))
                .filter(trip -> trip.span().startUs() >= fromUs && trip.span().endUs() <= toUs)
                .toList();
        if (trips.isEmpty()) {
            boolean isOneStay = recorded.stays.stream()
                    .anyMatch(stay ->
                            stay.span().startUs() == fromUs && stay.span().endUs() == toUs);
            assertThat(fromUs == toUs || isOneStay).as("only a stay is no trip").isTrue();
            return toUs - fromUs;
        }
        assertThat(trips).hasSize(1);
        return trips.get(0).span().endUs() - trips.get(0).span().startUs();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noRowSpansASilenceOrACut(long seed) {
        Recorded recorded = sessionized(pings(seed));

        for (SessionRecord session : recorded.sessions) {
            assertThat(session.maxGapS()).isLessThanOrEqualTo(36_000.0);
            long secondBoundaryUs = OPTIONS.calendar()
                    .nextBoundaryAfterUs(OPTIONS.calendar()
                            .nextBoundaryAfterUs(session.span().startUs()));
            assertThat(session.span().endUs()).as("at most two service days").isLessThan(secondBoundaryUs);
        }
        assertThat(recorded.stays).allSatisfy(stay -> assertInside(recorded, stay.identity(), stay.span()));
        assertThat(recorded.trips).allSatisfy(trip -> assertInside(recorded, trip.identity(), trip.span()));
    }

    private static void assertInside(Recorded recorded, RowIdentity identity, Span span) {
        Span session = recorded.sessions.stream()
                .filter(candidate -> candidate.identity().id().equals(identity.sessionId()))
                .findAny()
                .orElseThrow()
                .span();
        assertThat(span.startUs()).isGreaterThanOrEqualTo(session.startUs());
        assertThat(span.endUs()).isLessThanOrEqualTo(session.endUs());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyPingIsCountedOnceAndEveryPingBetweenTheEdgesOfATripIsCounted(long seed) {
        List<Ping> pings = pings(seed);
        Recorded recorded = sessionized(pings);

        assertThat(recorded.sessions.stream()
                        .mapToLong(SessionRecord::pingCount)
                        .sum())
                .isEqualTo(pings.size());
        for (TripRecord trip : recorded.trips) {
            // Instants are distinct, so edges tell which pings lie between.
            long between = pings.stream()
                    .filter(ping -> ping.timeUs >= trip.span().startUs()
                            && ping.timeUs <= trip.span().endUs())
                    .count();

            assertThat(trip.pingCount()).isEqualTo(between);
            assertThat(trip.line().pointOffsetsS()).hasSize((int) (between - trip.flaggedPingCount()));
            assertThat(Polyline.decode(trip.line().polyline())).hasSize((int) (between - trip.flaggedPingCount()));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theDistanceOfASessionIsTheSumOfItsLegs(long seed) {
        List<Ping> pings = pings(seed);
        Recorded recorded = sessionized(pings);

        for (SessionRecord session : recorded.sessions) {
            List<Ping> inside = pings.stream()
                    .filter(ping -> ping.timeUs >= session.span().startUs()
                            && ping.timeUs <= session.span().endUs())
                    .toList();
            double sumM = 0;
            Ping previous = inside.get(0);
            for (int i = 1; i < inside.size(); i++) {
                if (!isTeleport(inside, i)) {
                    sumM += metres(previous, inside.get(i));
                    previous = inside.get(i);
                }
            }
            assertThat(session.distanceM()).isCloseTo(sumM, within(0.001 * inside.size()));
        }
    }

    private static boolean isTeleport(List<Ping> pings, int i) {
        return i > 0
                && i + 1 < pings.size()
                && isTooFast(pings.get(i - 1), pings.get(i))
                && isTooFast(pings.get(i), pings.get(i + 1))
                && !isTooFast(pings.get(i - 1), pings.get(i + 1));
    }

    private static boolean isTooFast(Ping from, Ping to) {
        return metres(from, to) / ((to.timeUs - from.timeUs) / 1e6) > 200 / 3.6;
    }

    private static double metres(Ping from, Ping to) {
        return EARTH.metresBetween(from.lat, from.lng, to.lat, to.lng);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aDeviceIsReadAsIfItWereAlone(long seed) {
        List<Ping> one = pings(seed);
        List<Ping> other = pings(seed + 1_000_000);
        Recorded both = new Recorded();
        DeviceTimeline timelineOfOne = new DeviceTimeline(OPTIONS, "acme", "one", both);
        DeviceTimeline timelineOfOther = new DeviceTimeline(OPTIONS, "acme", "other", both);
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            feed(timelineOfOne, one, i);
            feed(timelineOfOther, other, i);
        }
        timelineOfOne.end();
        timelineOfOther.end();

        assertThat(both.trips.stream().filter(trip -> trip.identity().deviceId().equals("one")))
                .containsExactlyElementsOf(sessionized(one).trips);
        assertThat(both.stays.stream().filter(stay -> stay.identity().deviceId().equals("one")))
                .containsExactlyElementsOf(sessionized(one).stays);
        assertThat(both.sessions.stream()
                        .filter(session -> session.identity().deviceId().equals("one")))
                .containsExactlyElementsOf(sessionized(one).sessions);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSessionFedByItselfGivesTheSameRows(long seed) {
        List<Ping> pings = pings(seed);
        Recorded whole = sessionized(pings);

        for (SessionRecord session : whole.sessions) {
            List<Ping> inside = pings.stream()
                    .filter(ping -> ping.timeUs >= session.span().startUs()
                            && ping.timeUs <= session.span().endUs())
                    .toList();
            Recorded alone = sessionized(
                    inside,
                    session.openness().flags().contains("CUT_START"),
                    session.openness().flags().contains("CUT_END"));

            assertThat(alone.sessions).containsExactly(session);
            assertThat(alone.stays)
                    .containsExactlyElementsOf(whole.stays.stream()
                            .filter(stay -> isIn(stay.identity(), session))
                            .toList());
            assertThat(alone.trips)
                    .containsExactlyElementsOf(whole.trips.stream()
                            .filter(trip -> isIn(trip.identity(), session))
                            .toList());
        }
    }

    private static List<StayRecord> longStaysOf(Recorded recorded, SessionRecord session) {
        return recorded.stays.stream()
                .filter(stay -> isIn(stay.identity(), session))
                .filter(stay -> stay.span().durationS() >= 900)
                .toList();
    }

    private static boolean isIn(RowIdentity identity, SessionRecord session) {
        return identity.sessionId().equals(session.identity().id());
    }

    private static Recorded sessionized(List<Ping> pings) {
        return sessionized(pings, false, false);
    }

    private static Recorded sessionized(List<Ping> pings, boolean startsInCut, boolean endsInCut) {
        Recorded recorded = new Recorded();
        DeviceTimeline timeline = new DeviceTimeline(OPTIONS, "acme", "one", startsInCut, recorded);
        for (int i = 0; i < pings.size(); i++) {
            feed(timeline, pings, i);
        }
        timeline.end(endsInCut);
        return recorded;
    }

    private static void feed(DeviceTimeline timeline, List<Ping> pings, int i) {
        if (i < pings.size()) {
            Ping ping = pings.get(i);
            timeline.ping(ping.timeUs, ping.lat, ping.lng, Attributes.NONE, DeviceTimeline.NO_BATTERY);
        }
    }

    /** Dwells, drives, jumps and silences of a few days, at distinct instants. */
    private static List<Ping> pings(long seed) {
        Random random = new Random(seed);
        List<Ping> pings = new ArrayList<>();
        long timeUs = TestDay.us("06:00") + random.nextInt(86_400) * 1_000_000L;
        double lat = random.nextDouble() * 120 - 60;
        double lng = random.nextDouble() * 360 - 180;
        int count = 1 + random.nextInt(150);
        double stepDeg = 0;
        for (int i = 0; i < count; i++) {
            if (random.nextInt(8) == 0) {
                stepDeg = random.nextBoolean() ? 0.0001 : 0.01;
            }
            timeUs += 1
                    + switch (random.nextInt(20)) {
                        case 0 -> 36_000_000_000L + random.nextInt(2);
                        case 1 -> random.nextInt(2_000_000_000);
                        case 2, 3 -> 3_600_000_000L * random.nextInt(10);
                        default -> random.nextInt(200_000_000);
                    };
            lat += (random.nextDouble() - 0.5) * stepDeg;
            lng = Math.max(-180, Math.min(180, lng + (random.nextDouble() - 0.5) * stepDeg));
            boolean jumps = random.nextInt(15) == 0;
            pings.add(new Ping(timeUs, jumps ? lat + 0.3 : lat, lng));
        }
        return pings;
    }

    private record Ping(long timeUs, double lat, double lng) {}
}
