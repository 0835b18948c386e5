package io.tripmill.jobs.trips.packed;

/** How the pings of a run were read. */
public enum ReadPath {
    /** Row by row, through Spark's public interface: what every plan allows. */
    ROWS,
    /** In batches of columns, as the files have them; devices are told apart by the numbers that a file's dictionary gives them. */
    COLUMNS
}
