package io.tripmill.jobs.serving;

import io.tripmill.job.Inputs;
import io.tripmill.schema.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a product is made of. */
sealed interface Source permits CountSource, TripSource {
    Table table();

    /** The rows of some service dates, with the columns that are needed. */
    Dataset<Row> wanted(Inputs inputs, List<LocalDate> dates);

    /** What a consumer is given of each date, of the rows that were wanted. */
    Function<LocalDate, ProductRows> contents(List<Row> rows);
}
