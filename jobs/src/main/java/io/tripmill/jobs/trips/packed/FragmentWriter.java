package io.tripmill.jobs.trips.packed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tripmill.jobs.trips.trajectory.Attributes;
import io.tripmill.jobs.trips.trajectory.DeviceTimeline;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes pings, given in the order of time lines, as one fragment after the other; see {@link FragmentFormat}. */
final class FragmentWriter {
    private static final int FIRST_CAPACITY = 64;

    /** No ping without attributes takes more: two bytes of flags, five varints of ten bytes, or raw bits instead of some. */
    private static final int LONGEST_PING = 64;

    private static final byte[] NOTHING = {};
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MICROS_PER_MILLI = 1_000;

    private final PingValues last = new PingValues();
    private final Map<Attributes, Integer> numbers = new HashMap<>();
    private byte[] bytes = NOTHING;
    private int size;
    private long firstUs;
    private long latSteps;
    private long lngSteps;
    private long speedSteps;
    private long sourceSeq;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** Bytes in use, about. */
    int capacity() {
        return bytes.length;
    }

    /** Whether a ping does not belong before the last one. */
    boolean canAppend(PingValues ping) {
        return size == 0 || ping.timeUs > last.timeUs || ping.compareTo(last) >= 0;
    }

    /** Appends a ping that {@link #canAppend} accepts. */
    void append(PingValues ping) {
        if (size == 0) {
            open(ping.timeUs);
        }
        reserve(LONGEST_PING);
        int flagsAt = size++;
        int flags = time(ping.timeUs) | place(ping.lat, ping.lng) | speed(ping.speedMps);
        if (ping.hasSourceSeq) {
            flags |= FragmentFormat.SOURCE_SEQ;
            zigzag(ping.sourceSeq - sourceSeq);
            sourceSeq = ping.sourceSeq;
        }
        if (ping.batteryPercent != last.batteryPercent || !isLast(ping.attributes)) {
            flags |= FragmentFormat.CHANGES;
            changes(ping);
        }
        bytes[flagsAt] = (byte) flags;
        last.set(ping);
    }

    /** The pings written since the last call, of which there is one at least. */
    Fragment take(TimelineKey key) {
        Fragment fragment = new Fragment(key, firstUs, Arrays.copyOf(bytes, size));
        size = 0;
        numbers.clear();
        return fragment;
    }

    private void open(long timeUs) {
        reserve(Long.BYTES);
        firstUs = timeUs;
        bits(timeUs);
        last.timeUs = timeUs;
        last.batteryPercent = DeviceTimeline.NO_BATTERY;
        last.attributes = Attributes.NONE;
        latSteps = 0;
        lngSteps = 0;
        speedSteps = 0;
        sourceSeq = 0;
    }

    private int time(long timeUs) {
        long sinceUs = timeUs - last.timeUs;
        if (sinceUs == 0) {
            return FragmentFormat.SAME_TIME;
        }
        long seconds = sinceUs / MICROS_PER_SECOND;
        if (seconds * MICROS_PER_SECOND == sinceUs) {
            varint(seconds);
            return FragmentFormat.TIME_IN_SECONDS;
        }
        long millis = sinceUs / MICROS_PER_MILLI;
        if (millis * MICROS_PER_MILLI == sinceUs) {
            varint(millis);
            return FragmentFormat.TIME_IN_MILLIS;
        }
        varint(sinceUs);
        return FragmentFormat.TIME_IN_MICROS;
    }

    private int place(double lat, double lng) {
        long latNow = (long) Math.rint(lat * FragmentFormat.DEGREE_STEPS);
        long lngNow = (long) Math.rint(lng * FragmentFormat.DEGREE_STEPS);
        if (isSame(latNow / FragmentFormat.DEGREE_STEPS, lat) && isSame(lngNow / FragmentFormat.DEGREE_STEPS, lng)) {
            zigzag(latNow - latSteps);
            zigzag(lngNow - lngSteps);
            latSteps = latNow;
            lngSteps = lngNow;
            return 0;
        }
        bits(Double.doubleToRawLongBits(lat));
        bits(Double.doubleToRawLongBits(lng));
        return FragmentFormat.RAW_PLACE;
    }

    private int speed(double mps) {
        if (Double.isNaN(mps)) {
            return FragmentFormat.NO_SPEED;
        }
        long steps = (long) Math.rint(mps * FragmentFormat.SPEED_STEPS);
        double decimal = steps / FragmentFormat.SPEED_STEPS;
        boolean isDouble = isSame(decimal, mps);
        if (isDouble || isSame((float) decimal, mps)) {
            zigzag(steps - speedSteps);
            speedSteps = steps;
            return isDouble ? FragmentFormat.DOUBLE_SPEED : FragmentFormat.FLOAT_SPEED;
        }
        bits(Double.doubleToRawLongBits(mps));
        return FragmentFormat.RAW_SPEED;
    }

    private static boolean isSame(double read, double written) {
        return Double.doubleToRawLongBits(read) == Double.doubleToRawLongBits(written);
    }

    @SuppressWarnings("ReferenceEquality") // spares the comparison of values
    private boolean isLast(Attributes attributes) {
        return attributes == last.attributes || attributes.equals(last.attributes);
    }

    private void changes(PingValues ping) {
        int flagsAt = size++;
        int flags = 0;
        if (ping.batteryPercent != last.batteryPercent) {
            flags |= FragmentFormat.BATTERY_CHANGES;
            zigzag(ping.batteryPercent);
        }
        if (!isLast(ping.attributes)) {
            flags |= FragmentFormat.ATTRIBUTES_CHANGE;
            attributes(ping.attributes);
        }
        bytes[flagsAt] = (byte) flags;
    }

    private void attributes(Attributes attributes) {
        Integer known = numbers.putIfAbsent(attributes, numbers.size());
        if (known != null) {
            varint(known);
            return;
        }
        varint(numbers.size() - 1L);
        text(attributes.vehicleId());
        text(attributes.vehicleType());
        text(attributes.mode());
        text(attributes.vehicleState());
        texts(attributes.tripIds());
        texts(attributes.cancelledTripIds());
    }

    private void texts(List<String> texts) {
        reserve(LONGEST_PING);
        varint(texts.size());
        texts.forEach(this::text);
    }

    /** The length plus one, and the text; a zero for null. */
    private void text(@Nullable String text) {
        reserve(LONGEST_PING);
        if (text == null) {
            varint(0);
            return;
        }
        byte[] encoded = text.getBytes(UTF_8);
        varint(encoded.length + 1L);
        reserve(encoded.length);
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
    }

    private void zigzag(long value) {
        varint((value << 1) ^ (value >> 63));
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void bits(long value) {
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(FIRST_CAPACITY, Math.max(size + more, bytes.length << 1)));
        }
    }
}
