package io.tripmill.jobs.trips.packed;

/**
 * Some pings of one time line, in its order.
 *
 * @param firstUs the time of the first of them, microseconds since 1970-01-01T00:00:00Z
 * @param bytes all of them, as {@link FragmentWriter} writes and {@link FragmentReader} reads; not copied, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: an envelope between writer and reader
record Fragment(TimelineKey key, long firstUs, byte[] bytes) {}
