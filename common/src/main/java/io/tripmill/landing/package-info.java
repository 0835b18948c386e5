/**
 * Landing files, read into records on executors. Knows formats and files, and nothing of what a record means: that is the
 * business of a {@link io.tripmill.landing.RecordParser}.
 *
 * <p>A record that can't be read is still a record: it has a position, its text and a {@link io.tripmill.landing.RecordProblem}.
 * A file that can't be read to its end says so in its {@code file_end} row, after the rows it did give.
 */
package io.tripmill.landing;
