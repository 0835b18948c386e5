package io.tripmill.jobs.aggregates;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.geo.Haversine;
import io.tripmill.geo.Point;
import io.tripmill.testkit.Property;
import io.tripmill.time.ServiceCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DeviceTimesTest {
    private static final ServiceCalendar BERLIN = new ServiceCalendar(ZoneId.of("Europe/Berlin"), LocalTime.MIDNIGHT);
    private static final DeviceTimes TIMES = new DeviceTimes(BERLIN, 100);
    private static final Point HERE = new Point(52.5, 13.4);
    private static final Point FAR = new Point(52.6, 13.4);

    @Test
    void everyMomentOfADayIsOneOfFour() {
        Map<LocalDate, DayTimes> days = TIMES.of(
                List.of(
                        heard("2026-03-02T06:00Z", "2026-03-02T07:00Z", HERE, FAR),
                        heard("2026-03-02T09:00Z", "2026-03-02T09:30Z", FAR, FAR),
                        heard("2026-03-02T10:00Z", "2026-03-02T10:00Z", HERE, HERE)),
                List.of(span("2026-03-02T06:10Z", "2026-03-02T06:50Z")),
                List.of(
                        span("2026-03-02T06:20Z", "2026-03-02T06:26Z"),
                        span("2026-03-02T06:50Z", "2026-03-02T07:00Z")));

        assertThat(days).containsExactly(Map.entry(date("2026-03-02"), minutes(34, 56, 120, 24 * 60 - 210, 40)));
    }

    /** As trips of the provider may: two riders share a ride, and a third one's trip goes on while the vehicle is silent. */
    @Test
    void whereTripsOverlapTimePassesOnce() {
        Map<LocalDate, DayTimes> days = TIMES.of(
                List.of(
                        heard("2026-03-02T06:00Z", "2026-03-02T07:00Z", HERE, FAR),
                        heard("2026-03-02T08:00Z", "2026-03-02T08:10Z", HERE, FAR)),
                List.of(
                        span("2026-03-02T06:00Z", "2026-03-02T06:30Z"),
                        span("2026-03-02T06:10Z", "2026-03-02T06:20Z"),
                        span("2026-03-02T06:50Z", "2026-03-02T08:05Z")),
                List.of(span("2026-03-02T06:15Z", "2026-03-02T06:25Z")));

        assertThat(days).containsOnly(Map.entry(date("2026-03-02"), minutes(35, 35, 0, 24 * 60 - 70, 105)));
    }

    @Test
    void aNightIsSplitAtTheBoundaryAndParkingToo() {
        Map<LocalDate, DayTimes> days = TIMES.of(
                List.of(
                        heard("2026-03-01T22:00Z", "2026-03-01T23:30Z", HERE, HERE),
                        heard("2026-03-03T03:00Z", "2026-03-03T03:00Z", HERE, HERE)),
                List.of(span("2026-03-01T22:30Z", "2026-03-01T23:30Z")),
                List.of());

        assertThat(days)
                .containsOnly(
                        Map.entry(date("2026-03-01"), minutes(30, 30, 0, 23 * 60, 60)),
                        Map.entry(date("2026-03-02"), minutes(30, 0, 1410, 0)),
                        Map.entry(date("2026-03-03"), minutes(0, 0, 240, 20 * 60)));
    }

    @Test
    void aSilenceOverAWholeServiceDayIsNotJudged() {
        Map<LocalDate, DayTimes> days = TIMES.of(
                List.of(
                        heard("2026-03-02T22:00Z", "2026-03-02T22:59Z", HERE, HERE),
                        heard("2026-03-03T23:00Z", "2026-03-03T23:00Z", HERE, HERE)),
                List.of(),
                List.of());

        assertThat(days.get(date("2026-03-02"))).isEqualTo(minutes(0, 59, 0, 23 * 60 + 1));
        assertThat(days.get(date("2026-03-04"))).isEqualTo(minutes(0, 0, 0, 24 * 60));
    }

    @Test
    void aDeviceThatSpeaksAgainExactlyAtTheRadiusHasLeft() {
        double metres =
                new Haversine(Haversine.EARTH_RADIUS_M).metresBetween(HERE.lat(), HERE.lng(), FAR.lat(), FAR.lng());
        List<Heard> sessions = List.of(
                heard("2026-03-02T06:00Z", "2026-03-02T06:00Z", HERE, HERE),
                heard("2026-03-02T07:00Z", "2026-03-02T07:00Z", FAR, FAR));

        assertThat(parkedUs(new DeviceTimes(BERLIN, metres), sessions)).isZero();
        assertThat(parkedUs(new DeviceTimes(BERLIN, Math.nextUp(metres)), sessions))
                .isEqualTo(3_600_000_000L);
    }

    @Test
    void whoseLastPositionIsNotKnownIsNotParked() {
        Heard lost = new Heard(span("2026-03-02T06:00Z", "2026-03-02T06:00Z"), Optional.empty(), Optional.empty());

        assertThat(parkedUs(TIMES, List.of(lost, heard("2026-03-02T07:00Z", "2026-03-02T07:00Z", HERE, HERE))))
                .isZero();
    }

    @Test
    void daysOf23And25HoursAreFull() {
        Map<LocalDate, DayTimes> spring =
                TIMES.of(List.of(heard("2026-03-29T06:00Z", "2026-03-29T07:00Z", HERE, HERE)), List.of(), List.of());
        Map<LocalDate, DayTimes> autumn =
                TIMES.of(List.of(heard("2026-10-25T06:00Z", "2026-10-25T07:00Z", HERE, HERE)), List.of(), List.of());

        assertThat(spring).containsOnly(Map.entry(date("2026-03-29"), minutes(0, 60, 0, 22 * 60)));
        assertThat(autumn).containsOnly(Map.entry(date("2026-10-25"), minutes(0, 60, 0, 24 * 60)));
    }

    @Test
    void aSessionThatEndsOnABoundaryTouchesTheNextDay() {
        Map<LocalDate, DayTimes> days =
                TIMES.of(List.of(heard("2026-03-02T22:00Z", "2026-03-02T23:00Z", HERE, HERE)), List.of(), List.of());

        assertThat(days).containsKeys(date("2026-03-02"), date("2026-03-03"));
        assertThat(days.get(date("2026-03-03"))).isEqualTo(minutes(0, 0, 0, 24 * 60));
    }

    /** A day follows from the sessions of two days before to one day after: so far the job looks. */
    @Test
    void aDayFollowsFromItsNeighboursAlone() {
        Property.check(200, seeded -> {
            List<Heard> sessions = sessions(seeded);
            List<Span> trips = inside(sessions, seeded);
            List<Span> stays = inside(sessions, seeded);
            Map<LocalDate, DayTimes> all = TIMES.of(sessions, trips, stays);
            all.forEach((day, spent) -> {
                assertThat(spent.movingUs() + spent.stoppedUs() + spent.parkedUs() + spent.silentUs())
                        .isEqualTo(BERLIN.boundaryUs(day.plusDays(1)) - BERLIN.boundaryUs(day));
                assertThat(List.of(spent.movingUs(), spent.stoppedUs(), spent.parkedUs(), spent.silentUs()))
                        .allMatch(us -> us >= 0);
                Map<LocalDate, DayTimes> near = TIMES.of(
                        sessions.stream()
                                .filter(session -> isNear(session.span(), day))
                                .toList(),
                        trips.stream().filter(trip -> isNear(trip, day)).toList(),
                        stays.stream().filter(stay -> isNear(stay, day)).toList());
                assertThat(near.get(day)).isEqualTo(spent);
            });
        });
    }

    private static boolean isNear(Span span, LocalDate day) {
        LocalDate start = BERLIN.serviceDate(span.fromUs());
        return !start.isBefore(day.minusDays(2)) && !start.isAfter(day.plusDays(1));
    }

    /** Sessions of up to a day around the night of 25 hours, with silences of up to three days. */
    private static List<Heard> sessions(RandomGenerator seeded) {
        List<Heard> sessions = new ArrayList<>();
        long nowUs = micros("2026-10-20T00:00Z");
        while (sessions.size() < 12) {
            nowUs += 1
                    + seeded.nextLong(
                            Duration.ofHours(seeded.nextInt(4) == 0 ? 72 : 10).toNanos() / 1000);
            long untilUs = nowUs + (seeded.nextInt(4) == 0 ? 0 : seeded.nextLong(86_400_000_000L));
            sessions.add(new Heard(
                    new Span(nowUs, untilUs),
                    Optional.of(seeded.nextBoolean() ? HERE : FAR),
                    Optional.of(seeded.nextBoolean() ? HERE : FAR)));
            nowUs = untilUs;
        }
        return sessions;
    }

    private static List<Span> inside(List<Heard> sessions, RandomGenerator seeded) {
        List<Span> spans = new ArrayList<>();
        for (Heard session : sessions) {
            long third = session.span().lengthUs() / 3;
            if (third > 0) {
                long fromUs = session.span().fromUs() + seeded.nextLong(third);
                spans.add(new Span(fromUs, fromUs + seeded.nextLong(third)));
                long againUs = fromUs + third;
                spans.add(new Span(againUs, againUs + seeded.nextLong(third)));
            }
        }
        return spans;
    }

    private static long parkedUs(DeviceTimes times, List<Heard> sessions) {
        return times.of(sessions, List.of(), List.of()).values().stream()
                .mapToLong(DayTimes::parkedUs)
                .sum();
    }

    private static DayTimes minutes(long moving, long stopped, long parked, long silent) {
        return minutes(moving, stopped, parked, silent, 0);
    }

    private static DayTimes minutes(long moving, long stopped, long parked, long silent, long used) {
        long us = 60_000_000;
        return new DayTimes(moving * us, stopped * us, parked * us, silent * us, used * us);
    }

    private static Heard heard(String from, String until, Point first, Point last) {
        return new Heard(span(from, until), Optional.of(first), Optional.of(last));
    }

    private static Span span(String from, String until) {
        return new Span(micros(from), micros(until));
    }

    private static long micros(String time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time.replace("Z", ":00Z")));
    }

    private static LocalDate date(String text) {
        return LocalDate.parse(text);
    }
}
