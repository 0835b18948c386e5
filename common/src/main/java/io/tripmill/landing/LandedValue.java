package io.tripmill.landing;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** A value as it stands in a record, before anybody asks what it means. */
public sealed interface LandedValue {

    /** The value of a field that is absent, null, or an empty cell of CSV. */
    LandedValue NOTHING = new Nothing();

    /** The value as a message shows it: a text in quotes, a list or an object by its kind. */
    String shown();

    /** Absent, null or an empty cell. */
    record Nothing() implements LandedValue {
        @Override
        public String shown() {
            return "nothing";
        }
    }

    /** A text; every cell of CSV is one. */
    record Text(String text) implements LandedValue {
        public Text {
            requireNonNull(text, "text");
        }

        @Override
        public String shown() {
            return "'" + text + "'";
        }
    }

    /**
     * A number, by its digits: as they stand in JSON, as Java writes them for Parquet. So no number is too large or too exact
     * to be read; {@code NaN}, {@code Infinity} and {@code -Infinity} are numbers here.
     */
    record Numeral(String digits) implements LandedValue {
        public Numeral {
            requireNonNull(digits, "digits");
        }

        @Override
        public String shown() {
            return digits;
        }
    }

    /** True or false. */
    record Flag(boolean isTrue) implements LandedValue {
        @Override
        public String shown() {
            return Boolean.toString(isTrue);
        }
    }

    /**
     * A point in time that the file types as one; Parquet only.
     *
     * @param epochMicros microseconds since 1970 UTC; the nearest long where the file's own value is outside
     */
    record Moment(long epochMicros) implements LandedValue {
        @Override
        public String shown() {
            return Instant.EPOCH.plus(epochMicros, ChronoUnit.MICROS).toString();
        }
    }

    /** A list. */
    record Items(List<LandedValue> items) implements LandedValue {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String shown() {
            return "a list";
        }
    }

    /**
     * An object with named fields.
     *
     * @param fields not copied, as there is one for every record: whoever makes it leaves it alone
     */
    record Nested(Map<String, LandedValue> fields) implements LandedValue {
        public Nested {
            requireNonNull(fields, "fields");
        }

        @Override
        public String shown() {
            return "an object";
        }

        /**
         * The field of exactly this name if there is one, else the nested field that the path leads to by its dots, else
         * {@link #NOTHING}.
         */
        LandedValue at(String path) {
            LandedValue exact = fields.get(path);
            if (exact != null) {
                return exact;
            }
            int dot = path.indexOf('.');
            if (dot > 0 && fields.get(path.substring(0, dot)) instanceof Nested inner) {
                return inner.at(path.substring(dot + 1));
            }
            return NOTHING;
        }
    }

    /** Bytes that are no text. */
    record Bytes(String hex) implements LandedValue {
        public Bytes {
            requireNonNull(hex, "hex");
        }

        @Override
        public String shown() {
            return "bytes that are no text";
        }
    }
}
