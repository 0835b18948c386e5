package io.tripmill.landing;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Supplier;

/** One record of a landing file: where it stands, its text, and its values or the reason why it has none. */
public final class LandedRecord {

    /** The values of a record by path. */
    @FunctionalInterface
    interface Values {
        LandedValue at(String path);
    }

    private final LandedFile file;
    private final long position;
    private final Supplier<String> raw;
    private final Values values;
    private final Optional<RecordProblem> problem;

    private LandedRecord(
            LandedFile file, long position, Supplier<String> raw, Values values, Optional<RecordProblem> problem) {
        this.file = requireNonNull(file, "file");
        this.position = position;
        this.raw = requireNonNull(raw, "raw");
        this.values = requireNonNull(values, "values");
        this.problem = requireNonNull(problem, "problem");
        if (position < 1) {
            throw new IllegalArgumentException("positions start at 1: " + position);
        }
    }

    /** A record that was read. */
    static LandedRecord read(LandedFile file, long position, Supplier<String> raw, Values values) {
        return new LandedRecord(file, position, raw, values, Optional.empty());
    }

    /** A record that could not be read. */
    static LandedRecord refused(LandedFile file, long position, String raw, RecordProblem problem) {
        return new LandedRecord(file, position, () -> raw, path -> LandedValue.NOTHING, Optional.of(problem));
    }

    public LandedFile file() {
        return file;
    }

    /**
     * The line on which the record starts for text, of Kinesis records after they were taken apart; else its number in the file: of a
     * row of Parquet, an entity of GTFS Realtime, a track point, a vehicle of GBFS, a position of MDS; from 1.
     */
    public long position() {
        return position;
    }

    /**
     * The record as it stands in the file, without the line break that ends it: bytes that are not UTF-8 replaced, only its
     * beginning if it was too long, a line of JSON where the
     * format has none: for a row of Parquet, an entity of GTFS Realtime, a track point, a vehicle of GBFS and a position of MDS.
     */
    public String raw() {
        return raw.get();
    }

    /** Why the record could not be read; its values are {@link LandedValue#NOTHING} then. */
    public Optional<RecordProblem> problem() {
        return problem;
    }

    /**
     * A value by its path.
     *
     * @param path the name of a column or key; dots lead into nested fields where no field has the whole name
     */
    public LandedValue value(String path) {
        return values.at(path);
    }

    @Override
    public String toString() {
        return file.uri() + ":" + position;
    }
}
