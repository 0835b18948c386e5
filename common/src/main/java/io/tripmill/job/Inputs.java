package io.tripmill.job;

import io.tripmill.landing.LandingFormat;
import io.tripmill.landing.RecordParser;
import io.tripmill.schema.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a plan starts from. Every dataset is lazy; what is not a dataset is small and was read before planning. */
public interface Inputs {
    /** String column of {@link #changes}: what happened to the row. */
    String CHANGE = "_change_type";
    /** Of {@link #CHANGE}: the row was removed. */
    String DELETED = "delete";
    /** Of {@link #CHANGE}: the row was replaced, and this is what it was before. */
    String REPLACED = "update_preimage";

    /** The rows of a table that the job declared to read, at the version of {@link #version}; empty if it is not there yet. */
    Dataset<Row> of(Table table);

    /** The version of the table that this run reads; empty if it is not there yet. */
    Optional<Long> version(Table table);

    /**
     * The change feed of a table that the job declared to read: its columns, and {@link #CHANGE} with {@link #DELETED} and others, for
     * every row that was stored, replaced or removed in the commits after a version, up to the one of {@link #version}. That a feed does
     * not reach back so far shows when it is read.
     */
    Dataset<Row> changes(Table table, long after);

    /** What the last commit of one of the job's own tables said of itself; empty if there is none. */
    Optional<CommitNote> lastCommit(Table table);

    /** The records that landed and were not consumed, read by the job's parser; only for a {@link LandingJob}. */
    Dataset<Row> landed();

    /**
     * Whether a landed row, over the columns of the {@link LandingJob#prunedTable}, has a key that no other landed row and no stored one
     * has. True only where that is sure; a row without copies may be missed. Only for a {@link LandingJob}.
     */
    Column isAlone();

    /** The service dates to compute again; only for a {@link DailyJob}. */
    ServiceDates touched();

    LakeProperties lake();

    /** The rules that the arguments of a {@link CheckedJob} name; empty if they name none. */
    Optional<CheckedRules> rules();

    /**
     * Rows that an argument names.
     *
     * @param name a table of the lake, or the URI of a folder that holds a Delta table or Parquet files
     * @throws RunFailure if there is neither
     */
    Dataset<Row> named(String name);

    /**
     * The records of the files that a parameter names, whatever was read of them before, as {@link io.tripmill.landing.Landing#read}
     * gives them: whoever uses them looks at how each file ended.
     *
     * @throws RunFailure if there is no such file
     */
    Dataset<Row> records(Param<List<Location>> param, LandingFormat format, RecordParser parser);

    /** The text of the file that a location parameter names; empty if the parameter was left out. */
    Optional<String> text(Param<Location> param);

    /** The instant that counts as now: {@code --as-of}, or else when the run started. */
    Instant now();

    /** What has landed at a place: a file, a folder read to its depth, or a glob. Nothing has, if there is no such place. */
    Arrived arrived(Location place, LandingFormat format);

    /** Rows that the plan has made itself. */
    Dataset<Row> rows(Table table, List<Row> rows);

    /**
     * A secret; empty if none is asked for. It must get into nothing that is written or told.
     *
     * @throws RunFailure if it is not where it should be
     */
    Optional<String> secret(Secret place);
}
