package io.tripmill.jobs.trips.packed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tripmill.jobs.trips.trajectory.Attributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the pings of one fragment, in order; see {@link FragmentFormat}. */
final class FragmentReader {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MICROS_PER_MILLI = 1_000;

    private final PingValues ping = new PingValues();
    private final List<Attributes> numbered = new ArrayList<>();
    private final byte[] bytes;
    private int at;
    private long latSteps;
    private long lngSteps;
    private long speedSteps;

    /** Stands before the first ping of {@code bytes}. */
    FragmentReader(byte[] bytes) {
        this.bytes = bytes;
        this.ping.timeUs = bits();
    }

    /** The ping that {@link #advance} came to; it changes with the next call. */
    PingValues ping() {
        return ping;
    }

    /** Goes on to the next ping; false if there is none. */
    boolean advance() {
        if (at == bytes.length) {
            return false;
        }
        int flags = bytes[at++];
        ping.timeUs += sinceUs(flags & FragmentFormat.TIME_MASK);
        place(flags);
        ping.speedMps = speed(flags & FragmentFormat.SPEED_MASK);
        ping.hasSourceSeq = (flags & FragmentFormat.SOURCE_SEQ) != 0;
        if (ping.hasSourceSeq) {
            ping.sourceSeq += zigzag();
        }
        if ((flags & FragmentFormat.CHANGES) != 0) {
            changes(bytes[at++]);
        }
        return true;
    }

    private long sinceUs(int unit) {
        if (unit == FragmentFormat.SAME_TIME) {
            return 0;
        }
        long units = varint();
        if (unit == FragmentFormat.TIME_IN_SECONDS) {
            return units * MICROS_PER_SECOND;
        }
        return unit == FragmentFormat.TIME_IN_MILLIS ? units * MICROS_PER_MILLI : units;
    }

    private void place(int flags) {
        if ((flags & FragmentFormat.RAW_PLACE) == 0) {
            latSteps += zigzag();
            lngSteps += zigzag();
            ping.lat = latSteps / FragmentFormat.DEGREE_STEPS;
            ping.lng = lngSteps / FragmentFormat.DEGREE_STEPS;
        } else {
            ping.lat = Double.longBitsToDouble(bits());
            ping.lng = Double.longBitsToDouble(bits());
        }
    }

    private double speed(int form) {
        if (form == FragmentFormat.NO_SPEED) {
            return Double.NaN;
        }
        if (form == FragmentFormat.RAW_SPEED) {
            return Double.longBitsToDouble(bits());
        }
        speedSteps += zigzag();
        double decimal = speedSteps / FragmentFormat.SPEED_STEPS;
        return form == FragmentFormat.DOUBLE_SPEED ? decimal : (float) decimal;
    }

    private void changes(int flags) {
        if ((flags & FragmentFormat.BATTERY_CHANGES) != 0) {
            ping.batteryPercent = (int) zigzag();
        }
        if ((flags & FragmentFormat.ATTRIBUTES_CHANGE) != 0) {
            int number = (int) varint();
            if (number == numbered.size()) {
                numbered.add(attributes());
            }
            ping.attributes = numbered.get(number);
        }
    }

    private Attributes attributes() {
        String vehicleId = text();
        String vehicleType = text();
        String mode = text();
        String vehicleState = text();
        List<String> tripIds = texts();
        return new Attributes(vehicleId, vehicleType, mode, tripIds, vehicleState, texts());
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (long left = varint(); left > 0; left--) {
            String text = text();
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    private @Nullable String text() {
        int length = (int) varint() - 1;
        if (length < 0) {
            return null;
        }
        String text = new String(bytes, at, length, UTF_8);
        at += length;
        return text;
    }

    private long zigzag() {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    private long varint() {
        byte next = bytes[at++];
        if (next >= 0) {
            return next;
        }
        long value = next & 0x7F;
        for (int shift = 7; ; shift += 7) {
            next = bytes[at++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private long bits() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            value |= (bytes[at++] & 0xFFL) << shift;
        }
        return value;
    }
}
