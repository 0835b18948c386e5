package io.tripmill.jobs.trips.packed;

/**
 * The bytes of a fragment: the first ping's time as eight bytes, then each ping as a byte of flags and what the flags announce, in
 * this order:
 *
 * <ul>
 *   <li>the time since the ping before, as a varint of the coarsest unit that divides it;
 *   <li>lat and lng, as differences of 1e-7 degrees to the last ones so written, or both as raw bits where these do not give the
 *       same doubles back;
 *   <li>the speed, as the difference of 0.01 m/s to the last one so written, to be read as a double or as a float, or as raw bits;
 *   <li>source_seq, as the difference to the last one;
 *   <li>a second byte of flags, where what seldom changes does: the battery, and the number of the attributes in the order of their
 *       first use, with the attributes themselves on first use.
 * </ul>
 *
 * Differences are zigzag varints; they wrap around, so every long comes back.
 */
final class FragmentFormat {
    static final double DEGREE_STEPS = 1e7;
    static final double SPEED_STEPS = 100;

    static final int TIME_MASK = 0b11;
    static final int SAME_TIME = 0;
    static final int TIME_IN_SECONDS = 1;
    static final int TIME_IN_MILLIS = 2;
    static final int TIME_IN_MICROS = 3;

    static final int RAW_PLACE = 1 << 2;

    static final int SPEED_MASK = 0b11 << 3;
    static final int NO_SPEED = 0;
    static final int DOUBLE_SPEED = 1 << 3;
    static final int FLOAT_SPEED = 2 << 3;
    static final int RAW_SPEED = 3 << 3;

    static final int SOURCE_SEQ = 1 << 5;
    static final int CHANGES = 1 << 6;

    static final int BATTERY_CHANGES = 1;
    static final int ATTRIBUTES_CHANGE = 1 << 1;

    private FragmentFormat() {}
}
