package io.tripmill.jobs.trips;

import com.uber.h3core.H3Core;
import io.tripmill.geo.Point;
import java.io.IOException;
import java.io.UncheckedIOException;

/** H3 cells of the ends of trips. A cell costs microseconds: right for a trip, too dear for a ping. */
final class H3Cells {
    static final int RESOLUTION = 9;

    private H3Cells() {}

    /** The hexadecimal name of the cell around a point. */
    static String at(Point point) {
        return Holder.H3.latLngToCellAddress(point.lat(), point.lng(), RESOLUTION);
    }

    /** Loads the native library when the first trip of a JVM asks. */
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
