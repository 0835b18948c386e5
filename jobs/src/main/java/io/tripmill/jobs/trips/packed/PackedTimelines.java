package io.tripmill.jobs.trips.packed;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Streams the pings of each device, in time order, through a machine of its own.
 *
 * <pre>{@code
 * Dataset<Row> jumps = PackedTimelines.carrying(Carried.SPEED).apply(pings, schema, (key, rows) -> new JumpMachine(key, rows));
 * }</pre>
 *
 * <p>The pings may come in any order and split over any tasks: a machine sees the same pings in the same order, bit for bit. Pings
 * of one device that agree in time, lat and lng count once: the one with the least source_seq, null last, and of those the least in
 * all that is carried.
 *
 * @param carried what the machines read besides time and place, as far as the pings have it
 * @param marks columns of whole numbers that divide the pings of a device into time lines of their own
 * @param fastest the fastest path that may be taken; a plan that does not allow it is read another way
 */
public record PackedTimelines(Set<Carried> carried, List<String> marks, ReadPath fastest) {
    public PackedTimelines {
        carried = Set.copyOf(carried);
        marks = List.copyOf(marks);
    }

    /** Time lines of pings with time, place and {@code parts}. */
    public static PackedTimelines carrying(Carried... parts) {
        return new PackedTimelines(Set.of(parts), List.of(), ReadPath.COLUMNS);
    }

    /**
     * Pings of a device that differ in one of these columns belong to different time lines.
     *
     * @param columns of whole numbers or booleans, never null; the key has their values
     */
    public PackedTimelines dividedBy(String... columns) {
        return new PackedTimelines(carried, List.of(columns), fastest);
    }

    /** The same time lines, read by no faster path than this one. */
    public PackedTimelines readingBy(ReadPath path) {
        return new PackedTimelines(carried, marks, path);
    }

    /**
     * Plans the run of all machines; starts no Spark job.
     *
     * @param pings with provider_id, device_id, timestamp, lat and lng, none of them null
     * @param output of the rows that the machines make
     */
    public Dataset<Row> apply(Dataset<Row> pings, StructType output, TimelineMachines machines) {
        return apply(pings, output, machines, path -> {});
    }

    /**
     * Plans the run of all machines; starts no Spark job.
     *
     * @param pings with provider_id, device_id, timestamp, lat and lng, none of them null
     * @param output of the rows that the machines make
     * @param told is told on the driver how the pings are read; of a scan that is known on the first action only
     */
    public Dataset<Row> apply(
            Dataset<Row> pings, StructType output, TimelineMachines machines, Consumer<ReadPath> told) {
        requireNonNull(machines, "machines");
        MapPartitionsFunction<Row, Row> run = fragments -> new TimelineRun(fragments, machines);
        return FragmentRows.byTimeline(fragments(pings, told)).mapPartitions(run, Encoders.row(output));
    }

    private Dataset<Row> fragments(Dataset<Row> pings, Consumer<ReadPath> told) {
        PingSelection selection = new PingSelection(pings, carried, marks);
        if (fastest == ReadPath.COLUMNS && selection.areStored(pings) && SparkInternals.areOfOneTable(pings)) {
            return pings.sparkSession()
                    .createDataFrame(new ScannedFragments(pings, selection, told), FragmentRows.SCHEMA);
        }
        told.accept(ReadPath.ROWS);
        MapPartitionsFunction<Row, Row> pack =
                rows -> FragmentRows.rows(new FragmentPacker(new RowReader(rows, selection), PackingLimits.DEFAULT));
        return selection.of(pings).mapPartitions(pack, Encoders.row(FragmentRows.SCHEMA));
    }
}
