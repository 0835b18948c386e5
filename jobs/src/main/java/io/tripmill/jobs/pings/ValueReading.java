package io.tripmill.jobs.pings;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tripmill.landing.LandedValue;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Makes the values of columns: String, String[], Double, Float, Integer, Long, and Long microseconds for times.
 *
 * <p>A number may stand as a text and an id as a number; a boolean is neither. -0.0 becomes 0.0. A whole number may be written
 * {@code 55.0}.
 */
record ValueReading(TimestampReading timestamps) implements Serializable {

    /** A value that is not of its column's kind. Thrown per record, of which there may be millions: no stack trace. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean isNotFinite;

        /** {@code what} completes "..., which is". */
        Unreadable(String what, boolean isNotFinite) {
            super(what, null, false, false);
            this.isNotFinite = isNotFinite;
        }
    }

    /** The value as the column's kind; null, with a reason added, if it can't be read as that, or if it is an empty list. */
    @Nullable
    Object read(PingColumn column, LandedValue value, Refusals refusals) {
        try {
            return switch (column.kind()) {
                case TEXT -> text(value, "neither a text nor a number");
                case TEXTS -> texts(value);
                case TEXT_SET -> textSet(value);
                case DOUBLE -> finite(number(value).toDouble() + 0.0);
                case FLOAT -> finite(number(value).toFloat() + 0.0f);
                case INTEGER ->
                    whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE).intValue();
                case LONG -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
                case TIME -> time(value);
            };
        } catch (Unreadable e) {
            refusals.add(
                    e.isNotFinite ? RefusalReason.NOT_FINITE : column.whenUnreadable(),
                    column.name() + " is " + Refusals.shortened(value.shown()) + ", which is " + e.getMessage());
            return null;
        }
    }

    private static String text(LandedValue value, String otherwise) throws Unreadable {
        if (value instanceof LandedValue.Text text) {
            return text.text();
        }
        if (value instanceof LandedValue.Numeral number) {
            return number.digits();
        }
        throw new Unreadable(otherwise, false);
    }

    private static String @Nullable [] texts(LandedValue value) throws Unreadable {
        List<String> texts = new ArrayList<>();
        if (value instanceof LandedValue.Items list) {
            for (LandedValue item : list.items()) {
                texts.add(text(item, "not a list of texts"));
            }
        } else {
            texts.addAll(List.of(text(value, "not a list of texts").split("\\|", -1)));
        }
        texts.removeIf(String::isBlank);
        return texts.isEmpty() ? null : texts.toArray(String[]::new);
    }

    /** In the order that Spark sorts texts in. */
    private static String @Nullable [] textSet(LandedValue value) throws Unreadable {
        String[] texts = texts(value);
        return texts == null
                ? null
                : Arrays.stream(texts)
                        .distinct()
                        .sorted((one, other) -> Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8)))
                        .toArray(String[]::new);
    }

    private static NumberText number(LandedValue value) throws Unreadable {
        String text = text(value, "not a number");
        Optional<NumberText> number = NumberText.of(text);
        if (number.isPresent()) {
            return number.get();
        }
        boolean isNotFinite = NumberText.isNotFinite(text);
        throw new Unreadable(isNotFinite ? "not a finite number" : "not a number", isNotFinite);
    }

    private static Double finite(double number) throws Unreadable {
        if (Double.isInfinite(number)) {
            throw new Unreadable("not a finite number", true);
        }
        return number;
    }

    private static Float finite(float number) throws Unreadable {
        finite((double) number);
        return number;
    }

    private static Long whole(LandedValue value, long least, long greatest) throws Unreadable {
        OptionalLong whole = number(value).toLong();
        if (whole.isEmpty() || whole.getAsLong() < least || whole.getAsLong() > greatest) {
            throw new Unreadable("not a whole number from " + least + " to " + greatest, false);
        }
        return whole.getAsLong();
    }

    private Long time(LandedValue value) throws Unreadable {
        return timestamps
                .micros(value)
                .orElseThrow(() -> new Unreadable(timestamps.unit().refusal(), false));
    }
}
