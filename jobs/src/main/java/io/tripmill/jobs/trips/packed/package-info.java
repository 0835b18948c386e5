/**
 * Time lines without shuffling rows. Each task packs the pings of each device into fragments of a few bytes a ping, lossless and
 * sorted; only fragments are shuffled; the fragments of a device are merged as they are read, and its pings stream through a machine
 * in time order. So the memory of either side does not grow with the pings of a device or of a task.
 *
 * <pre>
 * rows of pings -> PingRows -> FragmentPacker: a TimelinePacker for each time line -> Fragment
 *    shuffle by time line, sort by first ping
 * fragments -> FragmentMerge: a FragmentReader for each that overlaps -> TimelineMachine -> rows
 * </pre>
 */
package io.tripmill.jobs.trips.packed;
