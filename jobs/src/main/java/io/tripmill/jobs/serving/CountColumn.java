package io.tripmill.jobs.serving;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A column of a product of counts. */
enum CountColumn implements ProductColumn {
    SERVICE_DATE(Type.TEXT, "The service day of the trips' starts, ISO 8601.") {
        @Override
        Optional<Object> value(String serviceDate, String period, ToldCount count) {
            return Optional.of(serviceDate);
        }
    },
    PERIOD_START(Type.TEXT, "The local hour of the trips' starts with its offset, or their service day, ISO 8601.") {
        @Override
        Optional<Object> value(String serviceDate, String period, ToldCount count) {
            return Optional.of(period);
        }
    },
    ORIGIN_H3(Type.TEXT, "H3 cell of the starts.") {
        @Override
        Optional<Object> value(String serviceDate, String period, ToldCount count) {
            return Optional.of(count.cells().get(0));
        }
    },
    DESTINATION_H3(Type.TEXT, "H3 cell of the ends.") {
        @Override
        Optional<Object> value(String serviceDate, String period, ToldCount count) {
            return Optional.of(count.cells().get(1));
        }
    },
    START_H3(Type.TEXT, "H3 cell of the starts.") {
        @Override
        Optional<Object> value(String serviceDate, String period, ToldCount count) {
            return Optional.of(count.cells().get(0));
        }
    },
    TRIPS(Type.WHOLE_NUMBER, "Trips; -1 where the count is below k, zero, or hidden to protect such a count.") {
        @Override
        Optional<Object> value(String serviceDate, String period, ToldCount count) {
            return Optional.of(count.trips());
        }
    },
    DISTANCE_M(Type.NUMBER, "Metres: the sum over trips; null where trips is -1.") {
        @Override
        Optional<Object> value(String serviceDate, String period, ToldCount count) {
            return count.sum().map(Flow.Sum::distanceM);
        }
    },
    DURATION_S(Type.NUMBER, "Seconds: the sum over trips; null where trips is -1.") {
        @Override
        Optional<Object> value(String serviceDate, String period, ToldCount count) {
            return count.sum().map(Flow.Sum::durationS);
        }
    };

    private final Type type;
    private final String meaning;

    CountColumn(Type type, String meaning) {
        this.type = type;
        this.meaning = meaning;
    }

    /** The value in a row: a String, Long or Double by the type; empty for null. */
    abstract Optional<Object> value(String serviceDate, String period, ToldCount count);

    @Override
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Type type() {
        return type;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    static CountColumn named(String id) {
        return Arrays.stream(values())
                .filter(column -> column.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no product has a column " + id));
    }
}
