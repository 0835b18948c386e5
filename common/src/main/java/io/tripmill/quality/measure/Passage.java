package io.tripmill.quality.measure;

import io.tripmill.quality.plan.Aggregate;
import io.tripmill.quality.plan.Distribution;
import io.tripmill.quality.plan.Figure;
import io.tripmill.quality.plan.FileEntry;
import io.tripmill.quality.plan.KeyGroup;
import io.tripmill.quality.plan.KeyTally;
import io.tripmill.quality.plan.Measured;
import io.tripmill.quality.plan.Refusal;
import io.tripmill.quality.plan.Workload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;

/** Measures rows as they pass, in the Spark job that reads {@link #rows()} first, whoever starts it. */
public final class Passage implements Measured {
    private final Workload workload;
    private final Dataset<Row> rows;
    private final Observation observation = new Observation();
    private final Map<Integer, Answer> answers = new HashMap<>();

    /** A workload without keys, as they are known only once all rows have passed. */
    public Passage(Dataset<Row> rows, Workload workload) {
        this.workload = workload;
        Dataset<Row> marked = workload.marked(rows);
        List<Column> aggregates = Figures.named(
                workload.aggregates().stream().map(Aggregate::column).toList());
        this.rows = aggregates.isEmpty()
                ? marked
                : marked.observe(observation, aggregates.get(0), Figures.others(aggregates));
    }

    /** The rows with the marks of the workload, to be read by the job that is to measure them. Lazy. */
    public Dataset<Row> rows() {
        return rows;
    }

    /** The value; waits until the rows have passed. */
    @Override
    public Optional<Double> number(Figure figure) {
        return switch (figure.source()) {
            case SCAN -> Answer.number(observed().get("figure_" + figure.index()));
            case AFTER_KEYS -> throw keysAreUnknown();
            case QUERY ->
                answers.computeIfAbsent(
                                figure.index(),
                                index -> Answer.of(workload.queries().get(index)))
                        .number();
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
        return new StoredFiles(rows.sparkSession().sparkContext().hadoopConfiguration());
    }

    @Override
    public KeyTally keys(KeyGroup group) {
        throw keysAreUnknown();
    }

    @Override
    public Map<String, Long> times(Distribution distribution) {
        throw new Refusal("distributions are not counted on the way");
    }

    private static Refusal keysAreUnknown() {
        return new Refusal("keys are not counted on the way");
    }

    private Map<String, Object> observed() {
        try {
            return observation.getAsJava();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the rows had passed", e);
        }
    }
}
