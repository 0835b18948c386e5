package io.tripmill.quality;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What an evaluation needs beside rows and rules.
 *
 * @param asOf what {@code now()} means; empty: a rule that asks for it fails with that reason
 * @param references other datasets, by the alias under which rules name them
 */
public record QualityOptions(
        Optional<Instant> asOf,
        Map<String, Dataset<Row>> references,
        MetricHistory history,
        FilteredRows filteredRows,
        CompositeMethod compositeMethod) {
    /** No now, no other dataset, no earlier run, and otherwise as Glue does if it is told nothing. */
    public static final QualityOptions DEFAULT = new QualityOptions(
            Optional.empty(), Map.of(), MetricHistory.NONE, FilteredRows.PASSED, CompositeMethod.DATASET);

    public QualityOptions {
        references = Map.copyOf(references);
    }

    public QualityOptions asOf(Instant now) {
        return new QualityOptions(Optional.of(now), references, history, filteredRows, compositeMethod);
    }

    /** With one more dataset that rules may name. */
    public QualityOptions reference(String alias, Dataset<Row> rows) {
        Map<String, Dataset<Row>> all = new LinkedHashMap<>(references);
        all.put(alias, rows);
        return new QualityOptions(asOf, all, history, filteredRows, compositeMethod);
    }

    public QualityOptions history(MetricHistory earlierRuns) {
        return new QualityOptions(asOf, references, earlierRuns, filteredRows, compositeMethod);
    }

    public QualityOptions filteredRows(FilteredRows label) {
        return new QualityOptions(asOf, references, history, label, compositeMethod);
    }

    public QualityOptions compositeMethod(CompositeMethod method) {
        return new QualityOptions(asOf, references, history, filteredRows, method);
    }
}
