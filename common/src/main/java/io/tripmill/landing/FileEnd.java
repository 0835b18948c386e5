package io.tripmill.landing;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * How the reading of a file ended.
 *
 * @param records rows given for the file, also those before a failure
 * @param refused those of them that the parser refused
 * @param serviceDates the service dates of the others
 * @param failure why not all of its records were given; empty if they were
 */
record FileEnd(String sourceFile, long records, long refused, Set<LocalDate> serviceDates, Optional<Failure> failure) {

    /** Why a file was not read to its end, and the reason as sentences for people. */
    record Failure(String code, String message) {}

    static final StructType SCHEMA = new StructType()
            .add("source_file", DataTypes.StringType)
            .add("records", DataTypes.LongType)
            .add("refused", DataTypes.LongType)
            .add("service_dates", DataTypes.createArrayType(DataTypes.DateType))
            .add("failure", DataTypes.StringType)
            .add("message", DataTypes.StringType);

    FileEnd {
        requireNonNull(sourceFile, "sourceFile");
        serviceDates = Set.copyOf(serviceDates);
        requireNonNull(failure, "failure");
    }

    Row row() {
        return RowFactory.create(
                sourceFile,
                records,
                refused,
                serviceDates.toArray(LocalDate[]::new),
                failure.map(Failure::code).orElse(null),
                failure.map(Failure::message).orElse(null));
    }
}
