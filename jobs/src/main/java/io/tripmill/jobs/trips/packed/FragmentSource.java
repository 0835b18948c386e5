package io.tripmill.jobs.trips.packed;

import org.jspecify.annotations.Nullable;

/** The fragments of one time line, by first ping. */
@FunctionalInterface
interface FragmentSource {
    /** The next fragment; null if there is none. */
    @Nullable
    Fragment next();
}
