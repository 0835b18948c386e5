package io.tripmill.landing;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * How the reading of a file ended.
 *
 * @param records rows given for the file, also those before a failure
 * @param failure why not all of its records were given; empty if they were
 */
record FileEnd(String sourceFile, long records, Optional<Failure> failure) {

    /** Why a file was not read to its end, and the reason as sentences for people. */
    record Failure(String code, String message) {}

    static final StructType SCHEMA = new StructType()
            .add("source_file", DataTypes.StringType)
            .add("records", DataTypes.LongType)
            .add("failure", DataTypes.StringType)
            .add("message", DataTypes.StringType);

    FileEnd {
        requireNonNull(sourceFile, "sourceFile");
        requireNonNull(failure, "failure");
    }

    Row row() {
        return RowFactory.create(
                sourceFile,
                records,
                failure.map(Failure::code).orElse(null),
                failure.map(Failure::message).orElse(null));
    }
}
