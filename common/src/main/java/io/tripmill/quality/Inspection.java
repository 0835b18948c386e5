package io.tripmill.quality;

import io.tripmill.quality.measure.Passage;
import io.tripmill.quality.plan.RowOutcomes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows on their way to somewhere, judged as they pass: the Spark job that first reads any of these datasets measures all rows, at no
 * other reading of them. Rules on keys can't be judged so and fail.
 */
public final class Inspection {
    private final Passage passage;
    private final RowOutcomes outcomes;
    private final Map<String, String> undecided;
    private final Supplier<Evaluation> evaluation;

    Inspection(Passage passage, RowOutcomes outcomes, Map<String, String> undecided, Supplier<Evaluation> evaluation) {
        this.passage = passage;
        this.outcomes = outcomes;
        this.undecided = Collections.unmodifiableMap(new LinkedHashMap<>(undecided));
        this.evaluation = evaluation;
    }

    /** All rows. */
    public Dataset<Row> rows() {
        return passage.rows().select(outcomes.own().toArray(Column[]::new));
    }

    /** The rows that break no rule that a row decides alone. */
    public Dataset<Row> passedRows() {
        return outcomes.passed();
    }

    /** The other rows, with the texts of the rules that they break in DataQualityRulesFail. */
    public Dataset<Row> quarantinedRows() {
        return outcomes.quarantined();
    }

    /** The rules that a row alone does not decide, and why; no row is quarantined for them. */
    public Map<String, String> undecidedByRows() {
        return undecided;
    }

    /** The outcome of every rule. Waits until the rows have passed, which somebody else must have begun. */
    public Evaluation evaluation() {
        return evaluation.get();
    }
}
