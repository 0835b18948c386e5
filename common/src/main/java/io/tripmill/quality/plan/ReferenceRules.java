package io.tripmill.quality.plan;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;

import io.tripmill.quality.dqdl.Leaf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;

/** Rules that compare the dataset with another one. */
record ReferenceRules(Frame frame, Leaf leaf) {
    private static final Pattern COLUMNS_OF = Pattern.compile("\\s*([^.{}]+)\\.(?:\\{([^{}]*)\\}|([^{}]+))\\s*");
    private static final Pattern AGGREGATE =
            Pattern.compile("(?i)\\s*(sum|avg)\\s*\\(\\s*(?:([^.()]+)\\.)?([^.()]+?)\\s*\\)\\s*");

    /** The share of the rows whose values are a row of the reference. */
    Check referentialIntegrity() {
        Matcher target = COLUMNS_OF.matcher(leaf.parameter(1));
        if (!target.matches()) {
            throw new Refusal("\"" + leaf.parameter(1) + "\" does not name columns as in reference.{a,b}");
        }
        String alias = target.group(1);
        Dataset<Row> reference = frame.reference(alias);
        List<StructField> own =
                names(leaf.parameter(0)).stream().map(frame::field).toList();
        List<StructField> others = names(target.group(2) == null ? target.group(3) : target.group(2)).stream()
                .map(name -> Frame.field(reference, name, " in " + alias))
                .toList();
        if (own.size() != others.size()) {
            throw new Refusal(own.size() + " columns can't be " + others.size() + " columns of " + alias);
        }
        Dataset<Row> keys = reference.select(columns(KeyValues.of(others))).distinct();
        Column found = frame.workload().mark(KeyValues.of(own), keys);
        Figure rows = frame.workload().rowsThat(lit(true));
        Figure strangers = frame.workload().rowsThat(not(found));
        return share("Column." + alias + ".ReferentialIntegrity", found, measured -> {
            long whole = measured.count(rows);
            return Metrics.share(whole - measured.count(strangers), whole);
        });
    }

    /** The share of the rows that the reference has too, of the larger of both datasets; keys must be unique in both. */
    Check datasetMatch() {
        String alias = leaf.parameter(0);
        Dataset<Row> reference = frame.reference(alias);
        Map<String, String> keys = pairs(leaf.parameter(1));
        Map<String, String> compared = new LinkedHashMap<>(keys);
        compared.putAll(leaf.parameters().size() > 2 ? pairs(leaf.parameter(2)) : sameNames(reference));
        List<StructField> own = compared.keySet().stream().map(frame::field).toList();
        List<StructField> others = compared.values().stream()
                .map(name -> Frame.field(reference, name, " in " + alias))
                .toList();
        List<Column> otherKeys = KeyValues.of(keys.values().stream()
                .map(name -> Frame.field(reference, name, " in " + alias))
                .toList());
        Metrics metrics = new Metrics(frame, Optional.empty());
        KeyGroup ownKeys = metrics.keys(List.copyOf(keys.keySet()));
        Column anyNull = keys.keySet().stream()
                .map(name -> frame.column(name).isNull())
                .reduce(Column::or)
                .orElseThrow();
        Figure incomplete = frame.workload().rowsThat(anyNull);
        Column found = frame.workload()
                .mark(
                        KeyValues.of(own),
                        reference.select(columns(KeyValues.of(others))).distinct());
        Figure strangers = frame.workload().rowsThat(not(found));
        Figure rows = metrics.rows();
        Figure referenceRows = frame.workload().query(reference.select(count(lit(1))));
        Figure mostOfAKey = frame.workload()
                .query(reference
                        .groupBy(columns(otherKeys))
                        .agg(count(lit(1)).as("n"))
                        .select(max(col("n"))));
        return share("Dataset." + alias + ".DatasetMatch", found, measured -> {
            KeyTally tally = measured.keys(ownKeys);
            if (tally.singles() != tally.rows() || measured.count(incomplete) > 0) {
                throw new Refusal("the key " + leaf.parameter(1) + " is not unique and complete");
            }
            if (measured.count(mostOfAKey) > 1) {
                throw new Refusal("the key " + leaf.parameter(1) + " is not unique in " + alias);
            }
            long larger = Math.max(measured.count(rows), measured.count(referenceRows));
            return Metrics.share(measured.count(rows) - measured.count(strangers), larger);
        });
    }

    private Check share(String name, Column found, Function<Measured, Optional<Double>> value) {
        Metric metric = new Metric(name, value, measured -> true);
        RowVerdict rows = new RowVerdict(not(found), lit(false), RowVerdict.Needs.OTHER_DATA);
        return new MetricRules(frame, leaf).demand(metric, Optional.of(rows));
    }

    /** Rows of this dataset to rows of the reference. */
    Check rowCountMatch() {
        String alias = leaf.parameter(0);
        Figure own = frame.workload().rowsThat(lit(true));
        Figure other = frame.workload().query(frame.reference(alias).select(count(lit(1))));
        return ratio("Dataset." + alias + ".RowCountMatch", own, other);
    }

    /** An aggregate to another, of this dataset or of a reference. */
    Check aggregateMatch() {
        Figure first = aggregate(leaf.parameter(0));
        Figure second = aggregate(leaf.parameter(1));
        Stream<String> names = leaf.parameterValues().stream().map(text -> {
            Matcher aggregate = AGGREGATE.matcher(text);
            return aggregate.matches() ? aggregate.group(3) : text;
        });
        return ratio("Column." + String.join(",", names.distinct().toList()) + ".AggregateMatch", first, second);
    }

    private Figure aggregate(String text) {
        Matcher aggregate = AGGREGATE.matcher(text);
        if (!aggregate.matches()) {
            throw new Refusal("\"" + text + "\" is no aggregate; give SUM(column) or AVG(reference.column)");
        }
        boolean isSum = aggregate.group(1).toLowerCase(Locale.ROOT).equals("sum");
        String alias = aggregate.group(2);
        if (alias == null || alias.equalsIgnoreCase("primary")) {
            Column number = frame.number(aggregate.group(3));
            return frame.workload()
                    .scan(new Aggregate.Numbers(isSum ? Aggregate.Kind.SUM : Aggregate.Kind.MEAN, number));
        }
        Dataset<Row> reference = frame.reference(alias);
        StructField field = Frame.field(reference, aggregate.group(3), " in " + alias);
        if (!(field.dataType() instanceof NumericType)) {
            throw new Refusal("column " + field.name() + " in " + alias + " holds no numbers");
        }
        Column number = Frame.column(field).cast("double");
        return frame.workload().query(reference.select(isSum ? sum(number) : avg(number)));
    }

    private Check ratio(String name, Figure first, Figure second) {
        Metric metric = Metric.of(name, measured -> {
            Optional<Double> one = measured.number(first);
            Optional<Double> other = measured.number(second);
            if (one.isPresent() && one.equals(other)) {
                return Optional.of(1.0);
            }
            return one.flatMap(a -> other.filter(b -> b != 0).map(b -> a / b));
        });
        return new MetricRules(frame, leaf).demand(metric, Optional.empty());
    }

    /** The share of the columns that both have with the same type, of the larger of both schemas. */
    Check schemaMatch() {
        String alias = leaf.parameter(0);
        Dataset<Row> reference = frame.reference(alias);
        List<StructField> own = Arrays.asList(frame.rows().schema().fields());
        long alike = own.stream()
                .filter(field -> Frame.find(reference, field.name())
                        .filter(other -> other.dataType().equals(field.dataType()))
                        .isPresent())
                .count();
        Optional<Double> share =
                Metrics.share(alike, Math.max(own.size(), reference.schema().size()));
        Metric metric = new Metric("Dataset." + alias + ".SchemaMatch", measured -> share, measured -> true);
        return new MetricRules(frame, leaf).demand(metric, Optional.empty());
    }

    private static List<String> names(String list) {
        return Stream.of(list.split(",")).map(String::strip).toList();
    }

    /** {@code a->b,c} as a to b and c to c. */
    private static Map<String, String> pairs(String list) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : names(list)) {
            String[] sides = pair.split("->", 2);
            pairs.put(sides[0].strip(), sides[sides.length - 1].strip());
        }
        return pairs;
    }

    private Map<String, String> sameNames(Dataset<Row> reference) {
        Map<String, String> same = new LinkedHashMap<>();
        for (String name : frame.rows().schema().fieldNames()) {
            Frame.find(reference, name).ifPresent(field -> same.put(name, field.name()));
        }
        return same;
    }

    private static Column[] columns(List<Column> columns) {
        List<Column> named = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            named.add(columns.get(i).as("key_" + i));
        }
        return named.toArray(Column[]::new);
    }
}
