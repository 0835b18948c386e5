package io.tripmill.quality.plan;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import io.tripmill.quality.dqdl.Analyzer;
import io.tripmill.quality.plan.Aggregate.Kind;
import io.tripmill.quality.plan.Aggregate.Numbers;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Analyzers of distributions. Of each value or range they tell how many rows have it, and their share of the rows that have a value; what
 * is not told apart is counted together. Ranges stay those of the last run, unless too many values were outside of them.
 */
record Distributions(Frame frame, Analyzer analyzer) {
    private static final String ALL_COLUMNS = "AllColumns";
    /** More of a text may differ without making it another value. */
    private static final int LONGEST_VALUE = 100;

    /** Where the share outside of the ranges is greater in all of so many last runs, the next run makes new ones. */
    private static final double MOST_OUTSIDE = 0.1;

    private static final int RUNS_OUTSIDE = 2;

    /** What the analyzer measures, by names that begin as Glue's. */
    Function<Measured, Map<String, Double>> metrics() {
        String column = analyzer.parameterValues().get(0);
        boolean isOfAll = column.equals(ALL_COLUMNS) && frame.find(column).isEmpty();
        List<StructField> fields = isOfAll
                ? Arrays.stream(frame.rows().schema().fields())
                        .filter(field -> isFlat(field.dataType()))
                        .toList()
                : List.of(frame.field(column));
        List<Function<Measured, Map<String, Double>>> each =
                fields.stream().map(this::ofColumn).toList();
        return measured -> {
            Map<String, Double> all = new LinkedHashMap<>();
            each.forEach(one -> all.putAll(one.apply(measured)));
            return all;
        };
    }

    private static boolean isFlat(DataType type) {
        return !(type instanceof StructType || type instanceof ArrayType || type instanceof MapType);
    }

    private Function<Measured, Map<String, Double>> ofColumn(StructField field) {
        String name = Metric.name(List.of(field.name()), "Distribution");
        Figure present = frame.workload().rowsThat(Frame.column(field).isNotNull());
        return field.dataType() instanceof NumericType
                ? ofNumbers(field, name, present)
                : ofValues(field, name, present);
    }

    private Function<Measured, Map<String, Double>> ofValues(StructField field, String name, Figure present) {
        Column text = substring(Frame.column(field).cast("string"), 1, LONGEST_VALUE);
        Distribution values = frame.workload().distribution(measured -> text);
        return measured -> {
            Tally tally = new Tally(name, measured.count(present));
            measured.times(values).entrySet().stream()
                    .limit(Distribution.MOST_VALUES)
                    .forEach(value -> tally.add("[" + value.getKey() + "]", value.getValue()));
            return tally.metrics();
        };
    }

    private Function<Measured, Map<String, Double>> ofNumbers(StructField field, String name, Figure present) {
        Column number = Frame.column(field).cast("double");
        Column finite = when(abs(number).leq(lit(Double.MAX_VALUE)), number);
        Figure least = frame.workload().scan(new Numbers(Kind.LEAST, finite));
        Figure greatest = frame.workload().scan(new Numbers(Kind.GREATEST, finite));
        Optional<Bins> kept = kept(name);
        Function<Measured, Optional<Bins>> bins = measured -> kept.or(() -> measured.number(least)
                .flatMap(from -> measured.number(greatest).map(to -> new Bins(from, to, count()))));
        Distribution ranges = frame.workload().distribution(measured -> bins.apply(measured)
                .map(of -> coalesce(of.index(finite), lit(-1)).cast("string"))
                .map(label -> when(number.isNotNull(), label))
                .orElse(lit(null).cast("string")));
        return measured -> {
            Tally tally = new Tally(name, measured.count(present));
            Map<String, Long> times = measured.times(ranges);
            bins.apply(measured).ifPresent(of -> {
                tally.metrics.put(name + ".Bins", (double) of.count());
                tally.metrics.put(name + ".Least", of.least());
                tally.metrics.put(name + ".Greatest", of.greatest());
                for (int i = 0; i < of.count(); i++) {
                    tally.add(of.text(i), times.getOrDefault(Integer.toString(i), 0L));
                }
            });
            return tally.metrics();
        };
    }

    private int count() {
        return analyzer.tag("bins")
                .map(text -> new BigDecimal(text).intValueExact())
                .orElse(Distribution.MOST_VALUES);
    }

    /** The ranges of the last run, if they are to stay. */
    private Optional<Bins> kept(String name) {
        boolean mayRebin =
                analyzer.tag("rebin").filter("false"::equalsIgnoreCase).isEmpty();
        List<Double> outside = earlier(name + ".Ratio.Other", RUNS_OUTSIDE);
        if (mayRebin && outside.size() == RUNS_OUTSIDE && outside.stream().allMatch(share -> share > MOST_OUTSIDE)) {
            return Optional.empty();
        }
        List<Double> last = earlier(name + ".Bins", 1);
        List<Double> least = earlier(name + ".Least", 1);
        List<Double> greatest = earlier(name + ".Greatest", 1);
        boolean areThere = !last.isEmpty() && !least.isEmpty() && !greatest.isEmpty();
        return areThere ? Optional.of(new Bins(least.get(0), greatest.get(0), count())) : Optional.empty();
    }

    private List<Double> earlier(String metric, int runs) {
        return frame.options().history().last(metric, runs);
    }

    /** Counts by name, and what is left of the rows with a value. */
    private static final class Tally {
        private final Map<String, Double> metrics = new LinkedHashMap<>();
        private final String name;
        private final long present;
        private long counted;

        Tally(String name, long present) {
            this.name = name;
            this.present = present;
        }

        void add(String label, long times) {
            counted += times;
            put(label, times);
        }

        private void put(String label, long times) {
            metrics.put(name + label, (double) times);
            metrics.put(name + ".Ratio" + label, (double) times / present);
        }

        Map<String, Double> metrics() {
            if (present > 0) {
                put(".Other", present - counted);
            }
            return metrics;
        }
    }
}
