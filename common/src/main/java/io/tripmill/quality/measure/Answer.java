package io.tripmill.quality.measure;

import io.tripmill.quality.plan.Refusal;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What one query yields.
 *
 * @param failure why it yields nothing
 */
record Answer(Optional<Double> value, Optional<Refusal> failure) {
    /** Runs a query of one number. What Spark has against it is a reason for its rule to fail, and for no other. */
    static Answer of(Dataset<Row> query) {
        try {
            List<Row> rows = query.takeAsList(2);
            if (rows.size() > 1 || query.columns().length != 1) {
                throw new Refusal("the query yields more than one number");
            }
            return new Answer(
                    rows.isEmpty()
                            ? Optional.empty()
                            : number(
                                    rows.get(0).isNullAt(0) ? null : rows.get(0).get(0)),
                    Optional.empty());
        } catch (Refusal refusal) {
            return new Answer(Optional.empty(), Optional.of(refusal));
        } catch (Exception e) {
            return new Answer(Optional.empty(), Optional.of(Failures.refusal(e)));
        }
    }

    /** The value, if the query could be run. */
    Optional<Double> number() {
        failure.ifPresent(refusal -> {
            throw refusal;
        });
        return value;
    }

    /** A cell as a number; empty for NULL. */
    static Optional<Double> number(@Nullable Object cell) {
        if (cell == null) {
            return Optional.empty();
        }
        if (cell instanceof Number number) {
            return Optional.of(number.doubleValue());
        }
        if (cell instanceof Boolean truth) {
            return Optional.of(truth ? 1.0 : 0.0);
        }
        throw new Refusal("the query yields no number but " + cell);
    }
}
