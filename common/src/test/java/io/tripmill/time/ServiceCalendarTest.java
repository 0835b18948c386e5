package io.tripmill.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceCalendarTest {
    private static final long ONE_US = 1;

    @Test
    void aDayHoldsItsFirstMicrosecondAndNotThatOfTheNextDay() {
        assertThat(ServiceCalendar.UTC.serviceDate(us("2026-03-01T00:00:00Z"))).isEqualTo("2026-03-01");
        assertThat(ServiceCalendar.UTC.serviceDate(us("2026-03-02T00:00:00Z") - ONE_US))
                .isEqualTo("2026-03-01");
        assertThat(ServiceCalendar.UTC.serviceDate(us("2026-03-02T00:00:00Z"))).isEqualTo("2026-03-02");
    }

    @Test
    void theNextBoundaryIsStrictlyAfterTheInstant() {
        long boundary = us("2026-03-01T00:00:00Z");

        assertThat(ServiceCalendar.UTC.nextBoundaryAfterUs(boundary - ONE_US)).isEqualTo(boundary);
        assertThat(ServiceCalendar.UTC.nextBoundaryAfterUs(boundary)).isEqualTo(us("2026-03-02T00:00:00Z"));
    }

    @Test
    void aNightBusAtTwoBelongsToTheDayBeforeWhenDaysBeginAtFour() {
        ServiceCalendar tokyo = calendar("Asia/Tokyo", "04:00");

        assertThat(tokyo.serviceDate(us("2026-03-01T17:30:00Z")))
                .as("02:30 in Tokyo")
                .isEqualTo("2026-03-01");
        assertThat(tokyo.serviceDate(us("2026-03-01T19:00:00Z") - ONE_US)).isEqualTo("2026-03-01");
        assertThat(tokyo.serviceDate(us("2026-03-01T19:00:00Z")))
                .as("04:00 in Tokyo")
                .isEqualTo("2026-03-02");
    }

    @Test
    void aDayIsAnHourShorterWhenTheClockGoesForward() {
        ServiceCalendar losAngeles = calendar("America/Los_Angeles", "00:00");

        assertThat(losAngeles.boundaryUs(LocalDate.of(2026, 3, 8))).isEqualTo(us("2026-03-08T08:00:00Z"));
        assertThat(losAngeles.nextBoundaryAfterUs(us("2026-03-08T08:00:00Z"))).isEqualTo(us("2026-03-09T07:00:00Z"));
        assertThat(losAngeles.serviceDate(us("2026-03-09T06:59:59.999999Z"))).isEqualTo("2026-03-08");
        assertThat(losAngeles.serviceDate(us("2026-03-09T07:00:00Z"))).isEqualTo("2026-03-09");
    }

    @Test
    void aDayIsAnHourLongerWhenTheClockGoesBack() {
        ServiceCalendar losAngeles = calendar("America/Los_Angeles", "00:00");

        assertThat(losAngeles.boundaryUs(LocalDate.of(2026, 11, 1))).isEqualTo(us("2026-11-01T07:00:00Z"));
        assertThat(losAngeles.nextBoundaryAfterUs(us("2026-11-01T07:00:00Z"))).isEqualTo(us("2026-11-02T08:00:00Z"));
    }

    @Test
    void aStartThatTheClockSkipsMovesLaterAndOneThatComesTwiceIsTheEarlier() {
        ServiceCalendar atHalfPastTwo = calendar("America/Los_Angeles", "02:30");
        ServiceCalendar atHalfPastOne = calendar("America/Los_Angeles", "01:30");

        assertThat(atHalfPastTwo.boundaryUs(LocalDate.of(2026, 3, 8)))
                .as("03:30 daylight time")
                .isEqualTo(us("2026-03-08T10:30:00Z"));
        assertThat(atHalfPastOne.boundaryUs(LocalDate.of(2026, 11, 1)))
                .as("01:30 daylight time")
                .isEqualTo(us("2026-11-01T08:30:00Z"));
    }

    @Test
    void aDateThatTheZoneLeftOutHasNoInstant() {
        ServiceCalendar apia = calendar("Pacific/Apia", "00:00");
        long skip = us("2011-12-30T10:00:00Z");

        assertThat(apia.boundaryUs(LocalDate.of(2011, 12, 30))).isEqualTo(skip);
        assertThat(apia.boundaryUs(LocalDate.of(2011, 12, 31))).isEqualTo(skip);
        assertThat(apia.serviceDate(skip - ONE_US)).isEqualTo("2011-12-29");
        assertThat(apia.serviceDate(skip)).isEqualTo("2011-12-31");
        assertThat(apia.nextBoundaryAfterUs(skip - ONE_US)).isEqualTo(skip);
        assertThat(apia.nextBoundaryAfterUs(skip)).isEqualTo(us("2011-12-31T10:00:00Z"));
    }

    @Test
    void instantsBefore1970CountBackwards() {
        assertThat(ServiceCalendar.UTC.serviceDate(-1)).isEqualTo("1969-12-31");
        assertThat(ServiceCalendar.UTC.nextBoundaryAfterUs(-1)).isZero();
        assertThat(ServiceCalendar.UTC.serviceDate(us("1960-02-29T23:59:59.999999Z")))
                .isEqualTo("1960-02-29");
        assertThat(ServiceCalendar.UTC.boundaryUs(LocalDate.of(1960, 3, 1))).isEqualTo(us("1960-03-01T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"UTC", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Apia", "Australia/Lord_Howe", "+05:45"})
    void theDayIsTheLastDateWhoseBoundaryIsNotAfterTheInstant(String zone) {
        long seed = 20260301;
        Random random = new Random(seed);
        long span = Duration.ofDays(30_000).toMillis() * 1000;
        for (LocalTime start : new LocalTime[] {LocalTime.MIDNIGHT, LocalTime.of(2, 30), LocalTime.of(23, 0)}) {
            ServiceCalendar calendar = new ServiceCalendar(ZoneId.of(zone), start);
            for (int i = 0; i < 2_000; i++) {
                long instant = Math.floorMod(random.nextLong(), span) - span / 2;
                LocalDate day = calendar.serviceDate(instant);

                assertThat(calendar.boundaryUs(day))
                        .as("seed %d, %s from %s, instant %d", seed, zone, start, instant)
                        .isLessThanOrEqualTo(instant);
                assertThat(calendar.boundaryUs(day.plusDays(1))).isGreaterThan(instant);
                assertThat(calendar.nextBoundaryAfterUs(instant)).isEqualTo(calendar.boundaryUs(day.plusDays(1)));
            }
        }
    }

    @Test
    void aCalendarSurvivesSerialisationAfterUse() throws IOException, ClassNotFoundException {
        ServiceCalendar calendar = calendar("Asia/Tokyo", "04:00");
        calendar.serviceDate(0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(calendar);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            ServiceCalendar copy = (ServiceCalendar) in.readObject();

            assertThat(copy).isEqualTo(calendar).hasSameHashCodeAs(calendar).hasToString("Asia/Tokyo from 04:00");
            assertThat(copy.serviceDate(0)).isEqualTo("1970-01-01");
        }
    }

    @Test
    void calendarsOfOtherZonesOrStartsDiffer() {
        assertThat(calendar("Asia/Tokyo", "04:00"))
                .isNotEqualTo(calendar("Asia/Seoul", "04:00"))
                .isNotEqualTo(calendar("Asia/Tokyo", "05:00"));
    }

    @Test
    void aStartBetweenMicrosecondsIsRefused() {
        assertThatThrownBy(() -> new ServiceCalendar(ZoneId.of("UTC"), LocalTime.ofNanoOfDay(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a service day starts at a whole microsecond, not at 00:00:00.000000001");
    }

    private static ServiceCalendar calendar(String zone, String start) {
        return new ServiceCalendar(ZoneId.of(zone), LocalTime.parse(start));
    }

    private static long us(String instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
    }
}
