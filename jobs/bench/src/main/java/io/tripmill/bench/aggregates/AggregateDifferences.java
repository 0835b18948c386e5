package io.tripmill.bench.aggregates;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.tripmill.schema.Field;
import io.tripmill.schema.Table;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** Where two engines' rows of one table differ: keys and counts at all, doubles by more than engines that add in another order may. */
public final class AggregateDifferences {
    private static final double RELATIVE = 1e-9;
    /** A deviation from sums of doubles is 0 only nearly. */
    private static final double ABSOLUTE = 1e-4;

    private AggregateDifferences() {}

    /** A sentence for each column that differs; columns that only one of them has are not compared, but for the key's. */
    public static List<String> between(Table table, Dataset<Row> ours, Dataset<Row> theirs) {
        List<String> compared = new ArrayList<>(List.of(ours.columns()));
        compared.retainAll(List.of(theirs.columns()));
        Column sameRow = table.key().stream()
                .map(Field::name)
                .filter(compared::contains)
                .map(name -> col("ours." + name).equalTo(col("theirs." + name)))
                .reduce(Column::and)
                .orElseThrow();
        List<Column> counts = compared.stream()
                .map(name -> count(when(not(same(name, table)), lit(1))).as(name))
                .toList();
        Row different = ours.as("ours")
                .join(theirs.as("theirs"), sameRow, "full_outer")
                .agg(counts.get(0), counts.subList(1, counts.size()).toArray(Column[]::new))
                .first();
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < compared.size(); i++) {
            if (different.getLong(i) > 0) {
                differences.add("%s: %,d rows differ in %s.".formatted(table, different.getLong(i), compared.get(i)));
            }
        }
        return differences;
    }

    private static Column same(String name, Table table) {
        Column one = col("ours." + name);
        Column other = col("theirs." + name);
        if (!table.field(name).type().equals(DataTypes.DoubleType)) {
            return one.eqNullSafe(other);
        }
        Column isNear =
                abs(one.minus(other)).leq(abs(one).multiply(lit(RELATIVE)).plus(lit(ABSOLUTE)));
        return coalesce(isNear, one.isNull().and(other.isNull()));
    }
}
