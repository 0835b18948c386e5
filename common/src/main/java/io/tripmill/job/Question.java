package io.tripmill.job;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a plan has to know before it can go on: a small summary of rows that it is going to use again. The plan stays pure; whoever runs
 * it acts, and asks.
 *
 * @param sentence what the run is doing while it finds out, without a full stop
 * @param kept rows that are computed once and kept until the run ends
 * @param asked the summary, of few rows, made of {@code kept}
 * @param answered given the rows of {@code asked}, what is to be done
 * @param unreadable given a sentence about what could not be read, what is to be done instead: where a change feed does not reach back
 *     far enough, or its files are gone; empty: the run fails
 */
public record Question(
        String sentence,
        Dataset<Row> kept,
        Dataset<Row> asked,
        Function<List<Row>, Plan> answered,
        Optional<Function<String, Plan>> unreadable) {

    public Question {
        requireNonNull(sentence, "sentence");
        requireNonNull(kept, "kept");
        requireNonNull(asked, "asked");
        requireNonNull(answered, "answered");
        requireNonNull(unreadable, "unreadable");
    }

    /** A question about rows that must be readable. */
    public Question(String sentence, Dataset<Row> kept, Dataset<Row> asked, Function<List<Row>, Plan> answered) {
        this(sentence, kept, asked, answered, Optional.empty());
    }
}
