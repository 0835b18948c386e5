package io.tripmill.quality.measure;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;

import io.tripmill.quality.plan.Distribution;
import io.tripmill.quality.plan.Measured;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** Counts the labels of distributions: all of them in one more pass over the rows, of which the driver gets the most frequent. */
final class LabelCounting {
    private static final String OF = "distribution";
    private static final String LABEL = "label";
    private static final String TIMES = "times";
    private static final String RANK = "rank";
    /** The ranges of numbers, and what is outside of them. */
    private static final int MOST_LABELS = Distribution.MOST_VALUES + 1;

    private LabelCounting() {}

    /** The labels by distribution, the most frequent first, and of equally frequent ones the first of their order. */
    static Map<Distribution, Map<String, Long>> of(
            Dataset<Row> rows, List<Distribution> distributions, Measured measured) {
        Map<Distribution, Map<String, Long>> times = new LinkedHashMap<>();
        if (distributions.isEmpty()) {
            return times;
        }
        List<Map<String, Long>> counted = new ArrayList<>();
        Column[] labels = new Column[distributions.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] =
                    struct(lit(i).as(OF), distributions.get(i).label(measured).as(LABEL));
            counted.add(new LinkedHashMap<>());
        }
        Dataset<Row> ranked = rows.select(explode(array(labels)).as("pair"))
                .select("pair.*")
                .filter(col(LABEL).isNotNull())
                .groupBy(OF, LABEL)
                .agg(count(lit(1)).as(TIMES))
                .withColumn(
                        RANK,
                        row_number()
                                .over(Window.partitionBy(OF)
                                        .orderBy(col(TIMES).desc(), col(LABEL).asc())))
                .filter(col(RANK).leq(MOST_LABELS));
        ranked.collectAsList().stream()
                .sorted(Comparator.comparingInt(row -> row.getInt(row.fieldIndex(RANK))))
                .forEach(row -> counted.get(row.getInt(0)).put(row.getString(1), row.getLong(2)));
        for (int i = 0; i < labels.length; i++) {
            times.put(distributions.get(i), counted.get(i));
        }
        return times;
    }
}
