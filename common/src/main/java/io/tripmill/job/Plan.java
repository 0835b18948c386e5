package io.tripmill.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a run is going to do.
 *
 * @param writes in the order in which they are committed
 * @param shared rows that several writes start from; the runner keeps them so that they are computed once
 * @param notes stored with every commit and in the report
 * @param warnings sentences for the log and the report
 */
public record Plan(
        List<Write> writes, Optional<Dataset<Row>> shared, Map<String, String> notes, List<String> warnings) {

    public Plan {
        writes = List.copyOf(writes);
        notes = Map.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    public static Plan of(Write... writes) {
        return new Plan(List.of(writes), Optional.empty(), Map.of(), List.of());
    }

    /** There is nothing to do; the tables stay as they are. */
    public static Plan nothing() {
        return of();
    }

    public Plan sharing(Dataset<Row> rows) {
        return new Plan(writes, Optional.of(rows), notes, warnings);
    }

    public Plan noting(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(notes);
        more.put(name, value);
        return new Plan(writes, shared, more, warnings);
    }

    public Plan warning(String sentence) {
        List<String> more = new ArrayList<>(warnings);
        more.add(sentence);
        return new Plan(writes, shared, notes, more);
    }
}
