package io.tripmill.jobs.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Numbers of trips between places; each place that has any has a row and a column, 0 where no trip runs. */
final class SquareMatrix {
    private static final String ORIGIN = "origin";

    private final SortedSet<String> places = new TreeSet<>();
    private final Map<List<String>, Long> tripsBetween = new HashMap<>();

    void add(String origin, String destination, long trips) {
        places.add(origin);
        places.add(destination);
        tripsBetween.merge(List.of(origin, destination), trips, Long::sum);
    }

    /** The names of the columns: the origin, then each destination in order. */
    List<String> header() {
        List<String> names = new ArrayList<>();
        names.add(ORIGIN);
        names.addAll(places);
        return names;
    }

    /** A row for each origin in order. */
    List<Row> rows() {
        StructType schema = new StructType().add(ORIGIN, DataTypes.StringType);
        for (String destination : places) {
            schema = schema.add(destination, DataTypes.LongType);
        }
        List<Row> rows = new ArrayList<>();
        for (String origin : places) {
            List<Object> cells = new ArrayList<>();
            cells.add(origin);
            for (String destination : places) {
                cells.add(tripsBetween.getOrDefault(List.of(origin, destination), 0L));
            }
            rows.add(new GenericRowWithSchema(cells.toArray(), schema));
        }
        return rows;
    }
}
