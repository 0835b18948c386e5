package io.tripmill.quality.plan;

import static org.apache.spark.sql.functions.corr;
import static org.apache.spark.sql.functions.kurtosis;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.percentile_approx;
import static org.apache.spark.sql.functions.skewness;
import static org.apache.spark.sql.functions.when;

import io.tripmill.quality.dqdl.RuleType;
import io.tripmill.quality.plan.Aggregate.Kind;
import io.tripmill.quality.plan.Aggregate.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructField;

/**
 * The metrics that rules demand something of, by the type of the rule.
 *
 * @param where which rows count; empty: all
 */
record Metrics(Frame frame, Optional<String> where) {
    /** Spark's own default. */
    private static final int PERCENTILE_ACCURACY = 10_000;

    private static final double LOWER_QUARTILE = 0.25;
    private static final double UPPER_QUARTILE = 0.75;

    /**
     * The metric of a type of rule.
     *
     * @throws Refusal if the type has none, or the parameters do not fit the data
     */
    Metric of(RuleType type, List<String> parameters) {
        return switch (type) {
            case ROW_COUNT -> rowCount();
            case COLUMN_COUNT -> columnCount();
            case IS_COMPLETE, COMPLETENESS -> completeness(parameters.get(0));
            case IS_UNIQUE, IS_PRIMARY_KEY, UNIQUENESS -> uniqueness(parameters);
            case UNIQUE_VALUE_RATIO -> uniqueValueRatio(parameters);
            case DISTINCT_VALUES_COUNT -> distinctValuesCount(parameters);
            case ENTROPY -> entropy(parameters);
            case MEAN, SUM, STANDARD_DEVIATION, VARIANCE, RANGE, INTERQUARTILE_RANGE, SKEWNESS, KURTOSIS ->
                moment(type, parameters.get(0));
            case ZEROS_COUNT -> zerosCount(parameters.get(0));
            case DUPLICATE_ROW_COUNT -> duplicateRowCount(parameters);
            case COLUMN_CORRELATION -> correlation(parameters);
            case COLUMN_EXISTS,
                    COLUMN_DATA_TYPE,
                    COLUMN_NAMES_MATCH_PATTERN,
                    COLUMN_LENGTH,
                    COLUMN_VALUES,
                    DATA_FRESHNESS,
                    CUSTOM_SQL,
                    ROW_COUNT_MATCH,
                    REFERENTIAL_INTEGRITY,
                    DATASET_MATCH,
                    SCHEMA_MATCH,
                    AGGREGATE_MATCH,
                    DETECT_ANOMALIES,
                    FILE_FRESHNESS,
                    FILE_MATCH,
                    FILE_SIZE,
                    FILE_UNIQUENESS,
                    ALL_STATISTICS,
                    DISTRIBUTION -> throw new Refusal(type.text() + " is no metric of a dataset alone");
        };
    }

    Metric rowCount() {
        Figure rows = rows();
        return Metric.of(Metric.ofDataset("RowCount"), measured -> measured.number(rows));
    }

    private Metric columnCount() {
        double columns = frame.rows().schema().size();
        return Metric.of(Metric.ofDataset("ColumnCount"), measured -> Optional.of(columns));
    }

    Metric completeness(String column) {
        Figure rows = rows();
        Figure missing =
                frame.workload().rowsThat(and(counted(), frame.column(column).isNull()));
        return new Metric(
                Metric.name(List.of(column), "Completeness"),
                measured -> share(measured.count(rows) - measured.count(missing), measured.count(rows)),
                measured -> measured.count(rows) == 0);
    }

    Metric uniqueness(List<String> columns) {
        KeyGroup keys = keys(columns);
        return new Metric(
                Metric.name(columns, "Uniqueness"),
                measured ->
                        share(measured.keys(keys).singles(), measured.keys(keys).rows()),
                measured -> measured.keys(keys).rows() == 0);
    }

    private Metric uniqueValueRatio(List<String> columns) {
        KeyGroup keys = keys(columns);
        return new Metric(
                Metric.name(columns, "UniqueValueRatio"),
                measured ->
                        share(measured.keys(keys).singles(), measured.keys(keys).distinct()),
                measured -> measured.keys(keys).rows() == 0);
    }

    private Metric distinctValuesCount(List<String> columns) {
        KeyGroup keys = keys(columns);
        return Metric.of(
                Metric.name(columns, "DistinctValuesCount"),
                measured -> Optional.of((double) measured.keys(keys).distinct()));
    }

    private Metric entropy(List<String> columns) {
        KeyGroup keys = keys(columns);
        return overRows(Metric.name(columns, "Entropy"), measured -> Optional.of(measured.keys(keys))
                .filter(tally -> tally.rows() > 0)
                .map(KeyTally::entropy));
    }

    private Metric duplicateRowCount(List<String> columns) {
        List<String> all =
                columns.isEmpty() ? Arrays.asList(frame.rows().schema().fieldNames()) : columns;
        KeyGroup keys = keys(all);
        return Metric.of(Metric.ofDataset("DuplicateRowCount"), measured -> {
            KeyTally tally = measured.keys(keys);
            return Optional.of((double) (tally.rows() - tally.distinct()));
        });
    }

    private Metric zerosCount(String column) {
        Figure zeros =
                frame.workload().rowsThat(and(counted(), frame.number(column).equalTo(lit(0.0))));
        return Metric.of(Metric.name(List.of(column), "ZerosCount"), measured -> measured.number(zeros));
    }

    private Metric moment(RuleType type, String column) {
        Column number = where.isEmpty() ? frame.number(column) : when(counted(), frame.number(column));
        Aggregate aggregate =
                switch (type) {
                    case MEAN -> new Numbers(Kind.MEAN, number);
                    case SUM -> new Numbers(Kind.SUM, number);
                    case STANDARD_DEVIATION -> new Numbers(Kind.DEVIATION, number);
                    case VARIANCE -> new Numbers(Kind.VARIANCE, number);
                    case RANGE -> new Numbers(Kind.RANGE, number);
                    case SKEWNESS -> new Aggregate.Other(skewness(number));
                    case KURTOSIS -> new Aggregate.Other(kurtosis(number));
                    default ->
                        new Aggregate.Other(quartile(number, UPPER_QUARTILE).minus(quartile(number, LOWER_QUARTILE)));
                };
        Figure figure = frame.workload().scan(aggregate);
        return overRows(Metric.name(List.of(column), type.text()), measured -> measured.number(figure));
    }

    private static Column quartile(Column number, double share) {
        return percentile_approx(number, lit(share), lit(PERCENTILE_ACCURACY));
    }

    private Metric correlation(List<String> columns) {
        Column first = when(counted(), frame.number(columns.get(0)));
        Figure figure = frame.workload().scan(new Aggregate.Other(corr(first, frame.number(columns.get(1)))));
        return overRows(Metric.name(columns, "ColumnCorrelation"), measured -> measured.number(figure)
                .filter(value -> !value.isNaN()));
    }

    /** The least and the greatest number, in this order. */
    List<Metric> extremes(String column, Column number, String suffix) {
        Column counting = where.isEmpty() ? number.cast("double") : when(counted(), number.cast("double"));
        Figure least = frame.workload().scan(new Numbers(Kind.LEAST, counting));
        Figure greatest = frame.workload().scan(new Numbers(Kind.GREATEST, counting));
        return List.of(
                Metric.of(Metric.name(List.of(column), "Minimum" + suffix), measured -> measured.number(least)),
                Metric.of(Metric.name(List.of(column), "Maximum" + suffix), measured -> measured.number(greatest)));
    }

    /** How many rows count. */
    Figure rows() {
        return frame.workload().rowsThat(counted());
    }

    Column counted() {
        return frame.counted(where);
    }

    /** Keys as they are to be counted. */
    KeyGroup keys(List<String> columns) {
        List<StructField> fields = columns.stream().map(frame::field).toList();
        return frame.workload().keys(new KeyGroup(columns, where, KeyValues.of(fields), counted()));
    }

    /** A metric that needs no value where a condition leaves no row over. */
    private Metric overRows(String name, Function<Measured, Optional<Double>> value) {
        if (where.isEmpty()) {
            return Metric.of(name, value);
        }
        Figure rows = rows();
        return new Metric(name, value, measured -> measured.count(rows) == 0);
    }

    static Optional<Double> share(long part, long whole) {
        return whole == 0 ? Optional.empty() : Optional.of((double) part / whole);
    }

    static Column and(Column counted, Column test) {
        return counted.equals(lit(true)) ? test : counted.and(test);
    }
}
