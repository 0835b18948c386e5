package io.tripmill.geo;

import com.uber.h3core.H3Core;
import java.io.IOException;
import java.io.UncheckedIOException;

/** H3 cells around points. A cell costs microseconds: right for the ends of a trip, too dear for a ping. */
public final class H3Cells {
    /** The resolution of the smallest cells. */
    public static final int FINEST = 15;

    private H3Cells() {}

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
