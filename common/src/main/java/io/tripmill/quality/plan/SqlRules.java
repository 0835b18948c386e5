package io.tripmill.quality.plan;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;

import io.tripmill.quality.dqdl.Leaf;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;

/** Rules that the user writes in SQL. What is plainly a condition on single rows joins the one pass over them. */
record SqlRules(Frame frame, Leaf leaf) {
    private static final Pattern ROWS_WHERE = Pattern.compile(
            "(?is)\\s*select\\s+(?<what>[\\w\\s.,*`()]+?)\\s+from\\s+primary(?:\\s+where\\s+(?<condition>.+?))?\\s*;?\\s*");
    private static final Pattern COUNT_ALL = Pattern.compile("(?is)count\\s*\\(\\s*(\\*|1)\\s*\\)(\\s+(as\\s+)?\\w+)?");
    private static final Pattern PLAIN_COLUMNS =
            Pattern.compile("(?is)(?!distinct\\b|all\\b)[\\w.,*`]+(\\s*,\\s*[\\w.*`]+)*");

    Check customSql() {
        return leaf.condition().isPresent() ? number() : rows();
    }

    /** The query yields one number. */
    private Check number() {
        Figure figure = figure(frame, leaf.parameter(0));
        Metric metric = Metric.of(Metric.ofDataset("CustomSQL"), measured -> measured.number(figure));
        return new MetricRules(frame, leaf).demand(metric, Optional.empty());
    }

    /** The one number of a query. */
    static Figure figure(Frame frame, String sql) {
        Matcher query = ROWS_WHERE.matcher(sql);
        if (query.matches() && COUNT_ALL.matcher(query.group("what")).matches()) {
            Optional<Column> condition = condition(frame, query.group("condition"));
            if (condition.isPresent()) {
                return frame.workload().rowsThat(condition.get());
            }
        }
        return frame.workload().query(new GivenDatasets(frame).query(sql));
    }

    /** The query yields the rows that pass. */
    private Check rows() {
        Matcher query = ROWS_WHERE.matcher(leaf.parameter(0));
        if (query.matches() && PLAIN_COLUMNS.matcher(query.group("what")).matches()) {
            new GivenDatasets(frame).query(leaf.parameter(0));
            Optional<Column> condition = condition(frame, query.group("condition"));
            if (condition.isPresent()) {
                return new RowRules(frame, leaf).satisfies(condition.get(), RowVerdict.Needs.THE_ROW);
            }
        }
        Dataset<Row> passing = new GivenDatasets(frame).query(leaf.parameter(0));
        List<StructField> own = Arrays.stream(passing.schema().fieldNames())
                .flatMap(name -> frame.find(name).stream())
                .distinct()
                .toList();
        if (own.isEmpty()) {
            throw new Refusal("the query returns no column of the dataset, so it tells of no row");
        }
        Column[] others = KeyValues.of(own).toArray(Column[]::new);
        Column found =
                frame.workload().mark(KeyValues.of(own), passing.select(others).distinct());
        return new RowRules(frame, leaf).satisfies(found, RowVerdict.Needs.ALL_ROWS);
    }

    /** The condition of a query, unless it is more than one on single rows. */
    private static Optional<Column> condition(Frame frame, @Nullable String sql) {
        if (sql == null) {
            return Optional.of(lit(true));
        }
        try {
            return Optional.of(coalesce(frame.condition(sql), lit(false)));
        } catch (Refusal notOnSingleRows) {
            // The query as a whole may still be good; if it is not, planning it tells why.
            return Optional.empty();
        }
    }
}
