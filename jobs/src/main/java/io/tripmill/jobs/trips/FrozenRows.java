package io.tripmill.jobs.trips;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.tripmill.job.Inputs;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.Table;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows of service dates before the lake's horizon: they stay as they are, since the pings that they came from may have left the lake.
 * Without a horizon there are none.
 */
record FrozenRows(Inputs inputs) {

    /** The rows on and after the horizon; they have a {@code service_date}. */
    Dataset<Row> without(Dataset<Row> rows) {
        return isFrozen().map(frozen -> rows.filter(not(frozen))).orElse(rows);
    }

    /** These rows, and the frozen ones that a table holds. */
    Dataset<Row> with(Table table, Dataset<Row> rows) {
        return inputs.version(table)
                .flatMap(version -> isFrozen())
                .map(frozen -> inputs.of(table).filter(frozen).unionByName(rows.select(table.columns())))
                .orElse(rows);
    }

    private Optional<Column> isFrozen() {
        return inputs.lake().horizon().map(date -> Sessions.SERVICE_DATE.col().lt(lit(date)));
    }
}
