package io.tripmill.geo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Google's encoded polyline with five decimals: each point as its difference from the one before, in printable ASCII. A
 * coordinate that lies between two steps of 1e-5 degrees goes to the nearer one, and halfway away from zero.
 */
public final class Polyline {
    private static final double STEPS_PER_DEGREE = 1e5;
    private static final int FIRST_CHARACTER = 63;
    private static final int MORE_FOLLOWS = 0x20;
    private static final int CHUNK = 0x1f;

    /** Two coordinates of at most seven characters. */
    private static final int LONGEST_POINT = 14;

    private byte[] text = new byte[64];
    private int length;
    private long lastLat;
    private long lastLng;

    /** Appends a point, in degrees. */
    public Polyline add(double lat, double lng) {
        if (text.length - length < LONGEST_POINT) {
            text = Arrays.copyOf(text, 2 * text.length);
        }
        long latSteps = steps(lat);
        long lngSteps = steps(lng);
        append(latSteps - lastLat);
        append(lngSteps - lastLng);
        lastLat = latSteps;
        lastLng = lngSteps;
        return this;
    }

    /** The points so far, encoded; empty if there is none. */
    public String encoded() {
        return new String(text, 0, length, StandardCharsets.US_ASCII);
    }

    /** Reads the points of an encoded polyline. */
    public static List<Point> decode(String encoded) {
        List<Point> points = new ArrayList<>();
        long lat = 0;
        long lng = 0;
        int position = 0;
        while (position < encoded.length()) {
            int lngPosition = endOfNumber(encoded, position);
            int next = endOfNumber(encoded, lngPosition);
            lat += number(encoded, position, lngPosition);
            lng += number(encoded, lngPosition, next);
            points.add(new Point(lat / STEPS_PER_DEGREE, lng / STEPS_PER_DEGREE));
            position = next;
        }
        return points;
    }

    private static long steps(double degrees) {
        double exact = degrees * STEPS_PER_DEGREE;
        long whole = (long) exact;
        double rest = exact - whole;
        if (rest >= 0.5) {
            return whole + 1;
        }
        return rest <= -0.5 ? whole - 1 : whole;
    }

    private void append(long difference) {
        long rest = difference < 0 ? ~(difference << 1) : difference << 1;
        while (rest >= MORE_FOLLOWS) {
            text[length++] = (byte) ((MORE_FOLLOWS | (rest & CHUNK)) + FIRST_CHARACTER);
            rest >>= 5;
        }
        text[length++] = (byte) (rest + FIRST_CHARACTER);
    }

    private static int endOfNumber(String encoded, int start) {
        int position = start;
        while (position < encoded.length() && encoded.charAt(position) - FIRST_CHARACTER >= MORE_FOLLOWS) {
            position++;
        }
        if (position == encoded.length()) {
            throw new IllegalArgumentException("a polyline ends in the middle of a point: " + encoded);
        }
        return position + 1;
    }

    private static long number(String encoded, int start, int end) {
        long bits = 0;
        for (int i = end - 1; i >= start; i--) {
            bits = bits << 5 | ((encoded.charAt(i) - FIRST_CHARACTER) & CHUNK);
        }
        return (bits & 1) == 0 ? bits >> 1 : ~(bits >> 1);
    }
}
