package io.tripmill.jobs.trips.packed;

/** The pings of one task. */
@FunctionalInterface
interface PingReader {
    /** Adds the next ping to the packer of its time line; false if there is none. */
    boolean readInto(FragmentPacker packer);
}
