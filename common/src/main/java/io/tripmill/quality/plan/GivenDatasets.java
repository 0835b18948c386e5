package io.tripmill.quality.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Plans queries over datasets that have names there and nowhere else. */
record GivenDatasets(Frame frame) {
    private static final String PRIMARY = "primary";
    private static final AtomicLong VIEWS = new AtomicLong();

    /**
     * The result of a query, not yet computed.
     *
     * @throws Refusal if it is no single SELECT over these datasets
     */
    Dataset<Row> query(String sql) {
        Map<String, Dataset<Row>> datasets = new LinkedHashMap<>(frame.options().references());
        datasets.put(PRIMARY, frame.rows());
        ReadOnlySql.checkQuery(sql, datasets.keySet());
        Map<String, String> views = new LinkedHashMap<>();
        datasets.keySet().forEach(alias -> views.put(alias, "tripmill_given_" + VIEWS.incrementAndGet()));
        String named = views.entrySet().stream()
                .map(view -> Frame.quoted(view.getKey()) + " AS (SELECT * FROM " + view.getValue() + ")")
                .collect(Collectors.joining(", ", "WITH ", " SELECT * FROM (" + withoutEnd(sql) + "\n)"));
        try {
            datasets.forEach((alias, rows) -> rows.createOrReplaceTempView(views.get(alias)));
            return Frame.resolve("the query", () -> frame.rows().sparkSession().sql(named));
        } finally {
            views.values().forEach(view -> frame.rows().sparkSession().catalog().dropTempView(view));
        }
    }

    private static String withoutEnd(String sql) {
        return sql.strip().replaceAll(";$", "");
    }
}
