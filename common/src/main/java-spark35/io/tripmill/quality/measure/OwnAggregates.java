package io.tripmill.quality.measure;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;

/** Aggregates that are not Spark's as columns of this Spark. */
final class OwnAggregates {
    private OwnAggregates() {}

    static Column column(AggregateFunction aggregate) {
        return new Column(aggregate.toAggregateExpression());
    }
}
