package io.tripmill.testkit.wrong.jobs.trips;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** Spark can't see through a function of our own. */
final class HidesAFunction {
    private HidesAFunction() {}

    static Column doubled(Column column) {
        return functions
                .udf((UDF1<Double, Double>) value -> 2 * value, DataTypes.DoubleType)
                .apply(column);
    }
}
