package io.tripmill.jobs.trips;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.unix_micros;

import io.tripmill.schema.Field;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.Stays;
import io.tripmill.schema.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Stored rows as they are after a run, without those that it computes again. */
final class StoredRows {
    private StoredRows() {}

    /**
     * The rows of a table that meet no range that is computed again; those of a session that closes are closed.
     *
     * @param ranges of {@link AffectedRows}: a row lies inside one of them, or outside all
     */
    static Dataset<Row> outside(Dataset<Row> ranges, Table table, Dataset<Row> rows) {
        // A provider's trip ends in the session that it closes with, and may have begun before it.
        Column endUs = unix_micros(Sessions.END_TIME.col());
        Column isInside = Sessions.PROVIDER_ID
                .col()
                .equalTo(col(AffectedRows.PROVIDER_ID))
                .and(Sessions.DEVICE_ID.col().equalTo(col(AffectedRows.DEVICE_ID)))
                .and(endUs.between(col(RangeColumns.START_US), col(AffectedRows.END_US)));
        Column isClosed = coalesce(col(AffectedRows.CLOSES), lit(false));
        return rows.join(ranges, isInside, "left_outer")
                .filter(col(AffectedRows.CLOSES).isNull().or(col(AffectedRows.CLOSES)))
                .select(table.fields().stream()
                        .map(field -> after(field, isClosed, table))
                        .toArray(Column[]::new));
    }

    private static Column after(Field field, Column isClosed, Table table) {
        if (field.name().equals(Sessions.IS_OPEN.name())) {
            return field.is(field.col().and(not(isClosed)));
        }
        if (field.name().equals(Sessions.FLAGS.name())) {
            Column endsSession = table.fields().contains(Stays.ENDS_SESSION) ? Stays.ENDS_SESSION.col() : lit(true);
            return field.is(ClosingColumns.flags(field.col(), endsSession, isClosed));
        }
        return field.col();
    }
}
