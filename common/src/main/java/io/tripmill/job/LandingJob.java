package io.tripmill.job;

import io.tripmill.landing.LandingFormat;
import io.tripmill.landing.RecordParser;
import io.tripmill.schema.Field;
import io.tripmill.schema.Table;
import java.util.List;
import org.apache.spark.sql.Column;

/** A job that reads landing files: only those not yet consumed, and only those that can be read to their end. */
public interface LandingJob extends Job {
    /** Of the job that looks whether files have landed, before any other reads them. */
    Param<Location> EXPECTATIONS = Param.location(
            "expectations",
            "A JSON file of what feeds land, where, and by when: {\"feeds\": [{\"feed\": \"scooters\", \"place\":"
                    + " \"s3://landing/dt={date}/hour={hour}\", \"format\": \"json\", \"every\": \"hour\", \"deadline\": \"PT20M\","
                    + " \"grace\": \"PT10M\", \"zone\": \"UTC\", \"least_files\": 1}]}.");

    Param<List<Location>> LANDING = Param.locations(
            "landing",
            "Landing files: URIs, folders or globs, separated by commas; a comma inside braces belongs to a glob.");
    Param<LandingFormat> FORMAT = Param.oneOf("format", "How the landing files are written.", LandingFormat.class);
    Param<OnBadFile> ON_BAD_FILE = Param.oneOf(
                    "on-bad-file",
                    "What to do about a file that can't be read to its end: publish nothing, or leave it unconsumed and go on.",
                    OnBadFile.class)
            .orElse(OnBadFile.FAIL);

    /** What to do about a file that can't be read to its end. */
    enum OnBadFile {
        /** Nothing is published. */
        FAIL,
        /** The file contributes no row and stays unconsumed; the report lists it. */
        SKIP
    }

    /** Reads one record; used on executors. */
    RecordParser parser(Args args, LakeProperties lake);

    /** A column of the {@link #prunedTable} in a landed row, over the parser's columns; null for a refused record. */
    Column landed(Field column);

    /** Whether a landed row is a refused record, over the parser's columns; never null. */
    Column isRefused();

    /** The table of which only rows that landed rows may meet are read: on their service dates, and maybe with their key. */
    Table prunedTable();

    /** The columns of the {@link #prunedTable} in which a stored row that a landed one meets is equal to it; never null. */
    List<Field> key(LakeProperties lake);

    /** The table whose commits record the consumed files. */
    default Table consumer() {
        return spec().mainTable();
    }
}
