package io.tripmill.jobs.pings;

import static java.util.Objects.requireNonNull;

import io.tripmill.landing.LandedValue;
import java.io.Serializable;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the times of records as microseconds since 1970 UTC; what is finer is cut off, towards the past. Only years 1 to 9999 are
 * times.
 *
 * @param zone where a date with time was written that names no zone or offset; in the hour that a clock change repeats the first
 *     one is meant, in the hour that it skips the clock that was not yet changed
 */
public record TimestampReading(TimestampUnit unit, ZoneId zone) implements Serializable {
    /** {@code auto}, and UTC where no zone is named. */
    public static final TimestampReading DEFAULT = new TimestampReading(TimestampUnit.AUTO, ZoneOffset.UTC);

    private static final long FIRST_MICROS = LocalDate.of(1, 1, 1).toEpochDay() * 86_400_000_000L;
    private static final long END_MICROS = LocalDate.of(10_000, 1, 1).toEpochDay() * 86_400_000_000L;

    public TimestampReading {
        requireNonNull(unit, "unit");
        requireNonNull(zone, "zone");
    }

    /**
     * The time that a value stands for, in microseconds since 1970 UTC; empty if it can't be read as one. A number may stand as a
     * text, as all do in CSV. What a Parquet file types as an instant is taken as it is, whatever the unit.
     */
    public OptionalLong micros(LandedValue value) {
        OptionalLong micros = unlimited(value);
        boolean isTime = micros.isPresent() && micros.getAsLong() >= FIRST_MICROS && micros.getAsLong() < END_MICROS;
        return isTime ? micros : OptionalLong.empty();
    }

    private OptionalLong unlimited(LandedValue value) {
        if (value instanceof LandedValue.Moment moment) {
            return OptionalLong.of(moment.epochMicros());
        }
        if (value instanceof LandedValue.Numeral number) {
            return ofNumber(number.digits());
        }
        if (value instanceof LandedValue.Text text) {
            String time = text.text().strip();
            return IsoDateTime.looksLike(time)
                    ? unit.takesText() ? IsoDateTime.micros(time, zone) : OptionalLong.empty()
                    : ofNumber(time);
        }
        return OptionalLong.empty();
    }

    private OptionalLong ofNumber(String digits) {
        Optional<NumberText> number = NumberText.of(digits);
        if (number.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong wholePart = number.get().shifted(0, RoundingMode.DOWN);
        int places = wholePart.isPresent() ? unit.decimalPlaces(wholePart.getAsLong()) : TimestampUnit.NO_NUMBER;
        return places == TimestampUnit.NO_NUMBER
                ? OptionalLong.empty()
                : number.get().shifted(places, RoundingMode.FLOOR);
    }
}
