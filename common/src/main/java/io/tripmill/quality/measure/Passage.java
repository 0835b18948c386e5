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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Expression;
import scala.collection.JavaConverters;

/** Measures rows as they pass, in the Spark job that reads {@link #rows()} first, whoever starts it. */
public final class Passage implements Measured {
    private static final String TALLY = "tripmill_tally";

    private final Workload workload;
    private final RowLayout layout;
    private final RowTallying tallying;
    private final Dataset<Row> rows;
    private final Observation observation = new Observation();
    private Optional<Passed> passed = Optional.empty();
    private final Map<Integer, Answer> answers = new HashMap<>();

    /** A workload without keys, as they are known only once all rows have passed. */
    public Passage(Dataset<Row> rows, Workload workload) {
        this.workload = workload;
        this.layout = RowLayout.of(List.of(), workload.aggregates());
        Dataset<Row> marked = workload.marked(rows);
        this.tallying = RowTallying.of(projected(marked.select(layout.projection())), layout.words());
        Column[] others = Figures.named(layout.others()).toArray(Column[]::new);
        this.rows = workload.aggregates().isEmpty()
                ? marked
                : marked.observe(observation, OwnAggregates.column(tallying).as(TALLY), others);
    }

    /** The expressions of a projection, as Spark resolved them. */
    // Both Scala versions have it; the newer one deprecates it for a name that the older lacks.
    @SuppressWarnings("deprecation")
    private static List<Expression> projected(Dataset<Row> projection) {
        return JavaConverters.seqAsJavaList(
                        projection.queryExecution().analyzed().expressions())
                .stream()
                .map(named -> named instanceof Alias alias ? alias.child() : named)
                .toList();
    }

    /** The rows with the marks of the workload, to be read by the job that is to measure them. Lazy. */
    public Dataset<Row> rows() {
        return rows;
    }

    /** The value; waits until the rows have passed. */
    @Override
    public Optional<Double> number(Figure figure) {
        return switch (figure.source()) {
            case SCAN -> passed().value(workload.aggregates().get(figure.index()));
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

    private Passed passed() {
        if (passed.isEmpty()) {
            Map<String, Object> observed = observed();
            List<Optional<Double>> others = new ArrayList<>();
            for (int i = 0; i < layout.others().size(); i++) {
                others.add(Answer.number(observed.get(Figures.name(i))));
            }
            RowTally tally = tallying.read((byte[]) Objects.requireNonNull(observed.get(TALLY)))
                    .total();
            passed = Optional.of(new Passed(layout, tally, others));
        }
        return passed.get();
    }

    private Map<String, Object> observed() {
        try {
            return observation.getAsJava();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the rows had passed", e);
        }
    }

    /** What is known once the rows have passed. */
    private record Passed(RowLayout layout, RowTally tally, List<Optional<Double>> others) {
        Optional<Double> value(Aggregate aggregate) {
            return layout.value(aggregate, tally, others);
        }
    }
}
