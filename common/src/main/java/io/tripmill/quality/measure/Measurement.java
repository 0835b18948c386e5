package io.tripmill.quality.measure;

import io.tripmill.quality.plan.Figure;
import io.tripmill.quality.plan.JoinedMark;
import io.tripmill.quality.plan.KeyGroup;
import io.tripmill.quality.plan.KeyTally;
import io.tripmill.quality.plan.Measured;
import io.tripmill.quality.plan.Workload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Measures what a workload asks for: all that can be had from the rows in one pass. */
public final class Measurement implements Measured {
    private static final String SCAN = "tripmill_quality";

    private final Workload workload;
    private final Dataset<Row> marked;
    private final Map<KeyGroup, RepeatedKeys> keys = new LinkedHashMap<>();
    private List<Optional<Double>> scanned = List.of();
    private List<Optional<Double>> scannedAfterKeys = List.of();
    private final List<Answer> answers = new ArrayList<>();

    private Measurement(Dataset<Row> rows, Workload workload) {
        this.workload = workload;
        this.marked = workload.marked(rows);
    }

    /** Reads the rows and answers everything. Starts no Spark job for an empty workload. */
    public static Measurement of(Dataset<Row> rows, Workload workload) {
        Measurement measurement = new Measurement(rows, workload);
        measurement.scan();
        measurement.scanAfterKeys();
        workload.queries().forEach(query -> measurement.answers.add(Answer.of(query)));
        return measurement;
    }

    private void scan() {
        List<Column> aggregates = named(workload.aggregates());
        List<KeyGroup> groups = workload.keys();
        if (groups.isEmpty()) {
            scanned = aggregates.isEmpty() ? List.of() : numbers(aggregated(marked, aggregates));
            return;
        }
        Dataset<Row> observed = aggregates.isEmpty() ? marked : observed(aggregates);
        Dataset<Row> hashes = KeyScan.hashes(observed, groups);
        List<HashTally> tallies = KeyScan.count(hashes, groups);
        if (!aggregates.isEmpty()) {
            scanned = numbers(observations(hashes));
        }
        keys.putAll(new KeyVerification(marked).verify(tallies));
    }

    // The annotation that Spark 4 has on it is meant for the field behind it; the method takes the lock itself.
    @SuppressWarnings("GuardedBy")
    private static Row observations(Dataset<Row> executed) {
        return executed.queryExecution().observedMetrics().apply(SCAN);
    }

    private void scanAfterKeys() {
        List<Column> aggregates = named(workload.aggregatesAfterKeys());
        if (!aggregates.isEmpty()) {
            scannedAfterKeys = numbers(aggregated(rows(), aggregates));
        }
    }

    private Dataset<Row> observed(List<Column> aggregates) {
        return marked.observe(
                SCAN,
                aggregates.get(0),
                aggregates.subList(1, aggregates.size()).toArray(Column[]::new));
    }

    private static Row aggregated(Dataset<Row> rows, List<Column> aggregates) {
        return rows.agg(
                        aggregates.get(0),
                        aggregates.subList(1, aggregates.size()).toArray(Column[]::new))
                .head();
    }

    private static List<Column> named(List<Column> aggregates) {
        List<Column> named = new ArrayList<>();
        for (int i = 0; i < aggregates.size(); i++) {
            named.add(aggregates.get(i).as("figure_" + i));
        }
        return named;
    }

    private static List<Optional<Double>> numbers(Row row) {
        List<Optional<Double>> numbers = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            numbers.add(Answer.number(row, i));
        }
        return numbers;
    }

    @Override
    public Optional<Double> number(Figure figure) {
        return switch (figure.source()) {
            case SCAN -> scanned.get(figure.index());
            case AFTER_KEYS -> scannedAfterKeys.get(figure.index());
            case QUERY -> answers.get(figure.index()).number();
        };
    }

    @Override
    public KeyTally keys(KeyGroup group) {
        return Objects.requireNonNull(keys.get(group), "keys that nobody asked for")
                .tally();
    }

    /** The rows with all marks: of counterparts, and of keys that occur more than once. Lazy. */
    public Dataset<Row> rows() {
        Dataset<Row> rows = marked;
        for (Map.Entry<KeyGroup, RepeatedKeys> entry : keys.entrySet()) {
            KeyGroup group = entry.getKey();
            rows = JoinedMark.mark(rows, group.values(), entry.getValue().keys(), workload.repeatedColumn(group));
        }
        return rows;
    }
}
