package io.tripmill.landing;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** What a record means: turns each one into exactly one row, on executors. */
public interface RecordParser extends Serializable {

    /** The columns of the rows. */
    StructType schema();

    /**
     * The row of a record, refused ones included; never throws for what a record holds. Times are {@code Instant}, dates
     * {@code LocalDate}, arrays Java arrays.
     */
    Row parse(LandedRecord record);

    /** The service date of an accepted row that {@link #parse} gave; empty for a refused one. */
    Optional<LocalDate> acceptedOn(Row row);

    /**
     * What is wrong with the columns of a file, asked once for each file that declares them (CSV and Parquet).
     *
     * @param columns as the file has them; dotted for nested fields of Parquet
     * @return sentences that say what is missing and what to type; empty if the columns will do
     */
    Optional<String> problemWithColumns(List<String> columns);
}
