package io.tripmill.quality.plan;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Marks the rows whose values are among others, by a join that neither drops nor repeats a row. */
public final class JoinedMark {
    private JoinedMark() {}

    /**
     * The rows with one more column, true or NULL.
     *
     * @param others one column for each of the values, no two rows alike
     */
    public static Dataset<Row> mark(Dataset<Row> rows, List<Column> values, Dataset<Row> others, String mark) {
        String[] names =
                IntStream.range(0, values.size()).mapToObj(i -> mark + "_" + i).toArray(String[]::new);
        Column alike = IntStream.range(0, values.size())
                .mapToObj(i -> values.get(i).eqNullSafe(col(names[i])))
                .reduce(Column::and)
                .orElseThrow();
        Dataset<Row> marked = others.toDF(names).withColumn(mark, lit(true));
        return rows.join(marked, alike, "left").drop(names);
    }
}
