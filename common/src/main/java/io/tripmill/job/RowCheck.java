package io.tripmill.job;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows that are checked before a run writes.
 *
 * @param table the name under which the outcomes are kept: a table, or the URI of a folder
 * @param rows all rows that the rules are about; made of rows that are kept, where there are such
 * @param quarantined those of them that the plan moves to a table of their own
 * @param references other rows that the rules may name, by name, besides the tables of the lake
 */
public record RowCheck(
        String table,
        Dataset<Row> rows,
        CheckedRules rules,
        Optional<Dataset<Row>> quarantined,
        Map<String, Dataset<Row>> references) {
    public RowCheck {
        references = Map.copyOf(references);
        requireNonNull(table, "table");
        requireNonNull(rows, "rows");
        requireNonNull(rules, "rules");
        requireNonNull(quarantined, "quarantined");
    }

    /** A check of rules that name no rows but tables of the lake. */
    public RowCheck(String table, Dataset<Row> rows, CheckedRules rules, Optional<Dataset<Row>> quarantined) {
        this(table, rows, rules, quarantined, Map.of());
    }
}
