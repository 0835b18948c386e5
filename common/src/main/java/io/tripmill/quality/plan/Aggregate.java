package io.tripmill.quality.plan;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.stddev_pop;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.var_pop;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/** A number to be had from all rows. */
public sealed interface Aggregate {
    /** The aggregate as Spark computes it. */
    Column column();

    /**
     * How many rows meet a condition.
     *
     * @param condition never NULL
     */
    record Rows(Column condition) implements Aggregate {
        /** Whether every row does. */
        public boolean isAll() {
            return condition.equals(lit(true));
        }

        @Override
        public Column column() {
            return isAll() ? count(lit(1)) : count(when(condition, lit(1)));
        }
    }

    /**
     * A figure of numbers.
     *
     * @param number a double, NULL where the row does not count
     */
    record Numbers(Kind kind, Column number) implements Aggregate {
        @Override
        public Column column() {
            return switch (kind) {
                case MEAN -> avg(number);
                case SUM -> sum(number);
                case LEAST -> min(number);
                case GREATEST -> max(number);
                case RANGE -> max(number).minus(min(number));
                case VARIANCE -> var_pop(number);
                case DEVIATION -> stddev_pop(number);
            };
        }
    }

    /** Whatever Spark has an aggregate for. */
    record Other(Column column) implements Aggregate {}

    /** Figures that one look at each number yields together. */
    enum Kind {
        MEAN,
        SUM,
        LEAST,
        GREATEST,
        RANGE,
        VARIANCE,
        DEVIATION
    }
}
