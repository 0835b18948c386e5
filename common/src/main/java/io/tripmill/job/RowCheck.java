package io.tripmill.job;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows that are checked before a run writes.
 *
 * @param table the name under which the outcomes are kept: a table, or the URI of a folder
 * @param rows all rows that the rules are about; made of rows that are kept, where there are such
 * @param quarantined those of them that the plan moves to a table of their own
 */
public record RowCheck(String table, Dataset<Row> rows, CheckedRules rules, Optional<Dataset<Row>> quarantined) {
    public RowCheck {
        requireNonNull(table, "table");
        requireNonNull(rows, "rows");
        requireNonNull(rules, "rules");
        requireNonNull(quarantined, "quarantined");
    }
}
