package io.tripmill.jobs.pings;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.landing.LandedValue;
import io.tripmill.testkit.Property;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampReadingTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "1772344800, 2026-03-01T06:00:00Z",
        "1772344800.1234567, 2026-03-01T06:00:00.123456Z",
        "1772344800123, 2026-03-01T06:00:00.123Z",
        "1772344800123.4567, 2026-03-01T06:00:00.123456Z",
        "1772344800123456, 2026-03-01T06:00:00.123456Z",
        "1772344800123456.9, 2026-03-01T06:00:00.123456Z",
        "1.7723448e9, 2026-03-01T06:00:00Z",
        "99999999999, 5138-11-16T09:46:39Z",
        "99999999999.999999, 5138-11-16T09:46:39.999999Z",
        "100000000000, 1973-03-03T09:46:40Z",
        "99999999999999, 5138-11-16T09:46:39.999Z",
        "100000000000000, 1973-03-03T09:46:40Z",
        "99999999999999999, 5138-11-16T09:46:39.999999Z",
        "-1, 1969-12-31T23:59:59Z",
        "-99999999999.5, -",
        "0, 1970-01-01T00:00:00Z",
        "0.0000019, 1970-01-01T00:00:00.000001Z",
        "-0.0000001, 1969-12-31T23:59:59.999999Z",
        "100000000000000000, -",
        "1e999999999, -",
        "1e-999999999, 1970-01-01T00:00:00Z",
        "1e99999999999, -",
        "NaN, -",
        "Infinity, -"
    })
    void autoTellsTheUnitByTheMagnitude(String number, String expected) {
        for (LandedValue value : List.of(new LandedValue.Numeral(number), new LandedValue.Text(number))) {
            assertThat(instant(TimestampUnit.AUTO, value)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T06:00:00Z, 2026-03-01T06:00:00Z",
        "2026-03-01 06:00:00Z, 2026-03-01T06:00:00Z",
        "2026-03-01t06:00:00z, 2026-03-01T06:00:00Z",
        "2026-03-01T06:00Z, 2026-03-01T06:00:00Z",
        "2026-03-01T06:00:00.1Z, 2026-03-01T06:00:00.100Z",
        "2026-03-01T06:00:00.1234569999999999Z, 2026-03-01T06:00:00.123456Z",
        "2026-03-01T06:00:00+01:00, 2026-03-01T05:00:00Z",
        "2026-03-01T06:00:00-0330, 2026-03-01T09:30:00Z",
        "2026-03-01T06:00:00.5+01, 2026-03-01T05:00:00.500Z",
        "2026-03-01T06:00:00, 2026-02-28T21:00:00Z",
        "2026-03-01 06:00, 2026-02-28T21:00:00Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z"
    })
    void isoIsReadWithOrWithoutAZone(String text, String expected) {
        for (TimestampUnit unit : List.of(TimestampUnit.AUTO, TimestampUnit.ISO)) {
            assertThat(instant(new TimestampReading(unit, TOKYO), new LandedValue.Text(text)))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01",
                "2026-03-01T06",
                "2026-03-01T06:0",
                "2026-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-03-00T00:00:00Z",
                "2026-03-01T24:00:00Z",
                "2026-03-01T06:60:00Z",
                "2026-03-01T06:00:60Z",
                "2026-03-01T06:00:00.Z",
                "2026-03-01T06:00:00ZZ",
                "2026-03-01T06:00:00+",
                "2026-03-01T06:00:00+1",
                "2026-03-01T06:00:00+19:00",
                "2026-03-01T06:00:00+01:60",
                "2026-03-01T06:00:00+01:00:00",
                "2026-03-01X06:00:00Z",
                "2026-03-01T06:00:00 UTC",
                "2026-03-01T06:00:",
                "01/03/2026 06:00",
                "0000-01-01T00:00:00Z",
                "0001-01-01T00:00:00+01:00",
                "9999-12-31T23:59:59-00:01",
                "yesterday",
                "2026-03-01T06:00:00[Asia/Tokyo]",
                "\u0662026-03-01T06:00:00Z",
                "2026-\u06603-01T06:00:00Z"
            })
    void otherTextsAreRefused(String text) {
        assertThat(instant(TimestampUnit.AUTO, new LandedValue.Text(text))).isEqualTo("-");
        assertThat(instant(TimestampUnit.ISO, new LandedValue.Text(text))).isEqualTo("-");
    }

    @Test
    void aUnitTakesItsOwnKindOnly() {
        LandedValue iso = new LandedValue.Text("2026-03-01T06:00:00Z");
        LandedValue seconds = new LandedValue.Numeral("1772344800");
        LandedValue secondsAsText = new LandedValue.Text("1772344800");
        for (TimestampUnit unit : List.of(TimestampUnit.S, TimestampUnit.MS, TimestampUnit.US)) {
            assertThat(instant(unit, iso)).isEqualTo("-");
        }
        assertThat(instant(TimestampUnit.ISO, seconds)).isEqualTo("-");
        assertThat(instant(TimestampUnit.ISO, secondsAsText)).isEqualTo("-");
        assertThat(instant(TimestampUnit.S, seconds)).isEqualTo("2026-03-01T06:00:00Z");
        assertThat(instant(TimestampUnit.S, secondsAsText)).isEqualTo("2026-03-01T06:00:00Z");
        assertThat(instant(TimestampUnit.MS, seconds)).isEqualTo("1970-01-21T12:19:04.800Z");
        assertThat(instant(TimestampUnit.US, seconds)).isEqualTo("1970-01-01T00:29:32.344800Z");
    }

    @Test
    void onlyTheYears1To9999AreTimes() {
        assertThat(instant(TimestampUnit.S, new LandedValue.Numeral("-62135596800")))
                .isEqualTo("0001-01-01T00:00:00Z");
        assertThat(instant(TimestampUnit.S, new LandedValue.Numeral("-62135596800.0000001")))
                .isEqualTo("-");
        assertThat(instant(TimestampUnit.S, new LandedValue.Numeral("253402300799.9999999")))
                .isEqualTo("9999-12-31T23:59:59.999999Z");
        assertThat(instant(TimestampUnit.S, new LandedValue.Numeral("253402300800")))
                .isEqualTo("-");
        assertThat(instant(TimestampUnit.AUTO, new LandedValue.Moment(Long.MAX_VALUE)))
                .isEqualTo("-");
    }

    @ParameterizedTest
    @EnumSource(TimestampUnit.class)
    void whatAFileTypesAsAnInstantIsOneWhateverTheUnit(TimestampUnit unit) {
        assertThat(instant(unit, new LandedValue.Moment(1_772_344_800_123_456L)))
                .isEqualTo("2026-03-01T06:00:00.123456Z");
        assertThat(instant(unit, new LandedValue.Flag(true))).isEqualTo("-");
    }

    @Test
    void theRepeatedHourIsTheFirstAndTheSkippedOneIsReadByTheOldClock() {
        TimestampReading berlin = new TimestampReading(TimestampUnit.AUTO, BERLIN);
        assertThat(instant(berlin, new LandedValue.Text("2026-10-25T02:30:00"))).isEqualTo("2026-10-25T00:30:00Z");
        assertThat(instant(berlin, new LandedValue.Text("2026-03-29T02:30:00"))).isEqualTo("2026-03-29T01:30:00Z");
    }

    /** java.time is the peer. */
    @Test
    void everyInstantIsReadAsJavaTimeReadsIt() {
        Property.check(2_000, random -> {
            Instant instant = Instant.ofEpochSecond(
                    random.nextLong(-62_000_000_000L, 253_000_000_000L), 1000L * random.nextInt(1_000_000));
            int quarters = random.nextInt(-72, 73);
            OffsetDateTime written = instant.atOffset(ZoneOffset.ofTotalSeconds(quarters * 900));
            assertThat(instant(TimestampUnit.ISO, new LandedValue.Text(written.toString())))
                    .isEqualTo(instant.toString());
        });
    }

    private static String instant(TimestampUnit unit, LandedValue value) {
        return instant(new TimestampReading(unit, ZoneOffset.UTC), value);
    }

    /** The instant as a text, {@code -} if refused. */
    private static String instant(TimestampReading reading, LandedValue value) {
        OptionalLong micros = reading.micros(value);
        return micros.isEmpty()
                ? "-"
                : Instant.EPOCH.plus(micros.getAsLong(), ChronoUnit.MICROS).toString();
    }
}
