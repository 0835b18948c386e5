package io.tripmill.quality;

import io.tripmill.quality.dqdl.Ruleset;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Evaluates rulesets over datasets: in one pass over the rows, and a second over the keys that may be repeated. */
public final class Quality {
    private Quality() {}

    /** Evaluates every rule. A rule that can't be evaluated fails with the reason, and the others go on. */
    public static Evaluation evaluate(Dataset<Row> rows, Ruleset ruleset) {
        return evaluate(rows, ruleset, QualityOptions.DEFAULT);
    }

    /** Evaluates every rule. A rule that can't be evaluated fails with the reason, and the others go on. */
    public static Evaluation evaluate(Dataset<Row> rows, Ruleset ruleset, QualityOptions options) {
        return new Trial(rows, ruleset, options).evaluation();
    }

    /** Judges rows in the Spark job that is to read them anyway, such as the one that writes them. Starts none. */
    public static Inspection inspect(Dataset<Row> rows, Ruleset ruleset, QualityOptions options) {
        return new PlannedRuleset(rows, ruleset, options).inspect();
    }
}
