package io.tripmill.jobs.trips.trajectory;

import io.tripmill.geo.Haversine;
import io.tripmill.geo.Point;
import io.tripmill.geo.SwiftHaversine;
import java.util.Arrays;

/**
 * The pings of one session in time order, as columns of primitives: some sixty bytes a ping, and the arrays serve one session after
 * the other. Two columns are computed when the session is complete: whether a ping is flagged, and the leg that leads to it.
 */
final class PingBuffer {
    private static final int FIRST_CAPACITY = 256;

    /** Where the swift distance is this close to a threshold, the exact one decides. */
    private static final double DOUBTFUL_M = 0.01;

    private final SwiftHaversine sphere;
    private final boolean leavesOutFlagged;

    private int size;
    private long[] timesUs = new long[FIRST_CAPACITY];
    private double[] lats = new double[FIRST_CAPACITY];
    private double[] lngs = new double[FIRST_CAPACITY];
    private double[] cosLats = new double[FIRST_CAPACITY];
    private double[] legsM = new double[FIRST_CAPACITY];
    private boolean[] flags = new boolean[FIRST_CAPACITY];
    private int[] batteries = new int[FIRST_CAPACITY];
    private Attributes[] attributes = new Attributes[FIRST_CAPACITY];

    PingBuffer(Preset preset) {
        this.sphere = new SwiftHaversine(new Haversine(preset.earthRadiusM()));
        this.leavesOutFlagged = preset.leavesOutTeleports();
    }

    void add(long timeUs, double lat, double lng, Attributes attribute, int battery) {
        if (size == timesUs.length) {
            grow();
        }
        timesUs[size] = timeUs;
        lats[size] = lat;
        lngs[size] = lng;
        cosLats[size] = SwiftHaversine.cosOfLatitude(lat);
        legsM[size] = 0;
        flags[size] = false;
        batteries[size] = battery;
        attributes[size] = attribute;
        size++;
    }

    private void grow() {
        int capacity = size + (size >> 1);
        timesUs = Arrays.copyOf(timesUs, capacity);
        lats = Arrays.copyOf(lats, capacity);
        lngs = Arrays.copyOf(lngs, capacity);
        cosLats = Arrays.copyOf(cosLats, capacity);
        legsM = Arrays.copyOf(legsM, capacity);
        flags = Arrays.copyOf(flags, capacity);
        batteries = Arrays.copyOf(batteries, capacity);
        attributes = Arrays.copyOf(attributes, capacity);
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    int last() {
        return size - 1;
    }

    long timeUs(int ping) {
        return timesUs[ping];
    }

    double lat(int ping) {
        return lats[ping];
    }

    double lng(int ping) {
        return lngs[ping];
    }

    Point point(int ping) {
        return new Point(lats[ping], lngs[ping]);
    }

    int battery(int ping) {
        return batteries[ping];
    }

    Attributes attributes(int ping) {
        return attributes[ping];
    }

    /** Whether a ping is taken for a teleport. */
    boolean isFlagged(int ping) {
        return flags[ping];
    }

    void flag(int ping) {
        flags[ping] = true;
    }

    /** Whether a ping is left out of stays, legs and geometry. The first and the last never are. */
    boolean isLeftOut(int ping) {
        return leavesOutFlagged && flags[ping];
    }

    /** The ping itself, else the first after it, that is not left out; the size if there is none. */
    int nextNotLeftOut(int ping) {
        int next = ping;
        while (next < size && isLeftOut(next)) {
            next++;
        }
        return next;
    }

    boolean leavesOutFlagged() {
        return leavesOutFlagged;
    }

    /** Metres from the ping before, among those not left out; 0 for the first ping and those left out. */
    double legM(int ping) {
        return legsM[ping];
    }

    void setLegM(int ping, double metres) {
        legsM[ping] = metres;
    }

    boolean isSamePlace(int ping, int other) {
        return lats[ping] == lats[other] && lngs[ping] == lngs[other];
    }

    /** The sphere that the pings lie on. */
    Haversine sphere() {
        return sphere.exact();
    }

    private double exactMetres(int ping, int other) {
        return sphere.exact().metresBetween(lats[ping], lngs[ping], lats[other], lngs[other]);
    }

    double metres(int ping, int other) {
        return sphere.metresBetween(lats[ping], cosLats[ping], lngs[ping], lats[other], cosLats[other], lngs[other]);
    }

    /** Metres between two pings, for a comparison with a threshold: exact where the comparison is close. */
    double metresBeside(double thresholdM, int ping, int other) {
        double metres = metres(ping, other);
        return Math.abs(metres - thresholdM) <= DOUBTFUL_M ? exactMetres(ping, other) : metres;
    }
}
