package io.tripmill.quality.measure;

import io.tripmill.quality.plan.Distribution;
import io.tripmill.quality.plan.Figure;
import io.tripmill.quality.plan.FileEntry;
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
    private final Map<KeyGroup, KeyTally> tallies = new LinkedHashMap<>();
    private final Map<KeyGroup, RepeatedKeys> repeated = new LinkedHashMap<>();
    private final Map<Distribution, Map<String, Long>> distributions = new LinkedHashMap<>();
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
        measurement.distributions.putAll(LabelCounting.of(rows, workload.distributions(), measurement));
        workload.queries().forEach(query -> measurement.answers.add(Answer.of(query)));
        return measurement;
    }

    private void scan() {
        if (workload.keys().isEmpty() && workload.aggregates().isEmpty()) {
            return;
        }
        RowLayout layout = RowLayout.of(workload.keys(), workload.aggregates());
        List<Column> others = Figures.named(layout.others());
        Dataset<Row> observed = others.isEmpty() ? marked : marked.observe(SCAN, others.get(0), Figures.others(others));
        Dataset<Row> projected = observed.select(layout.projection());
        KeyScan scan = KeyScan.of(projected, layout);
        List<Optional<Double>> observations = others.isEmpty() ? List.of() : Figures.numbers(observations(projected));
        scanned = workload.aggregates().stream()
                .map(aggregate -> layout.value(aggregate, scan.rows(), observations))
                .toList();
        List<HashTally> toVerify = new ArrayList<>();
        for (HashTally hashed : scan.keys()) {
            if (workload.needsExactKeys(hashed.group())) {
                toVerify.add(hashed);
            } else {
                tallies.put(hashed.group(), hashed.tally());
            }
        }
        repeated.putAll(new KeyVerification(marked).verify(toVerify));
        repeated.forEach((group, keys) -> tallies.put(group, keys.tally()));
    }

    // The annotation that Spark 4 has on it is meant for the field behind it; the method takes the lock itself.
    @SuppressWarnings("GuardedBy")
    private static Row observations(Dataset<Row> executed) {
        return executed.queryExecution().observedMetrics().apply(SCAN);
    }

    private void scanAfterKeys() {
        List<Column> aggregates = Figures.named(workload.aggregatesAfterKeys());
        if (!aggregates.isEmpty()) {
            scannedAfterKeys = Figures.numbers(aggregated(rows(), aggregates));
        }
    }

    private static Row aggregated(Dataset<Row> rows, List<Column> aggregates) {
        return rows.agg(aggregates.get(0), Figures.others(aggregates)).head();
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
    public List<FileEntry> files(String place) {
        return stored().under(place);
    }

    @Override
    public String hash(FileEntry file, String algorithm) {
        return stored().hash(file, algorithm);
    }

    private StoredFiles stored() {
        return new StoredFiles(marked.sparkSession().sparkContext().hadoopConfiguration());
    }

    @Override
    public KeyTally keys(KeyGroup group) {
        return Objects.requireNonNull(tallies.get(group), "keys that nobody asked for");
    }

    @Override
    public Map<String, Long> times(Distribution distribution) {
        return Objects.requireNonNull(distributions.get(distribution), "a distribution that nobody asked for");
    }

    /** The rows with all marks: of counterparts, and of keys that occur more than once. Lazy. */
    public Dataset<Row> rows() {
        Dataset<Row> rows = marked;
        for (Map.Entry<KeyGroup, RepeatedKeys> entry : repeated.entrySet()) {
            KeyGroup group = entry.getKey();
            rows = entry.getValue().mark(rows, group, workload.repeatedColumn(group));
        }
        return rows;
    }
}
