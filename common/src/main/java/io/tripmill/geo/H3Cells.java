package io.tripmill.geo;

import com.uber.h3core.H3Core;
import com.uber.h3core.util.LatLng;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** H3 cells around points. A cell costs microseconds: right for the ends of a trip, too dear for a ping. */
public final class H3Cells {
    /** The resolution of the smallest cells. */
    public static final int FINEST = 15;

    /** A cell's 64 bits end in its resolution (4 bits), its base cell (7) and a digit (3) for each resolution from 1 to 15. */
    private static final int BITS_OF_A_DIGIT = 3;

    private static final int RESOLUTION_AT_BIT = 52;
    private static final long RESOLUTION_BITS = 0xFL << RESOLUTION_AT_BIT;

    private H3Cells() {}

    /** The resolution of a cell. */
    public static int resolution(String cell) {
        return (int) ((Long.parseUnsignedLong(cell, 16) & RESOLUTION_BITS) >>> RESOLUTION_AT_BIT);
    }

    /** The centre of a cell. */
    public static Point centre(String cell) {
        LatLng centre = Holder.H3.cellToLatLng(cell);
        return new Point(centre.lat, centre.lng);
    }

    /** The corners of a cell, counter-clockwise, each once. */
    public static List<Point> corners(String cell) {
        return Holder.H3.cellToBoundary(cell).stream()
                .map(corner -> new Point(corner.lat, corner.lng))
                .toList();
    }

    /** Whether a text is the name of a cell. */
    public static boolean isCell(String text) {
        return text.matches("[0-9a-f]{15}") && Holder.H3.isValidCell(text);
    }

    /**
     * The cell of a coarser resolution that a cell lies in, by its name: the cell's own where the resolution is its own.
     *
     * @throws IllegalArgumentException if the resolution is finer than the cell's
     */
    public static String ancestor(String cell, int resolution) {
        if (resolution < 0 || resolution > resolution(cell)) {
            throw new IllegalArgumentException("no ancestor of " + cell + " has resolution " + resolution);
        }
        long noDigits = (1L << (BITS_OF_A_DIGIT * (FINEST - resolution))) - 1;
        long bits = Long.parseUnsignedLong(cell, 16);
        return Long.toHexString((bits & ~RESOLUTION_BITS) | ((long) resolution << RESOLUTION_AT_BIT) | noDigits);
    }

    /**
     * The hexadecimal name of the cell around a point.
     *
     * @param resolution from 0, the coarsest, to {@link #FINEST}
     */
    public static String at(Point point, int resolution) {
        return Holder.H3.latLngToCellAddress(point.lat(), point.lng(), resolution);
    }

    /** Loads the native library when the first point of a JVM asks. */
    private static final class Holder {
        static final H3Core H3 = load();

        private static H3Core load() {
            try {
                return H3Core.newInstance();
            } catch (IOException e) {
                throw new UncheckedIOException("the native library of H3 can't be unpacked to java.io.tmpdir", e);
            }
        }
    }
}
