package io.tripmill.quality.measure;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.tripmill.quality.plan.Aggregate;
import io.tripmill.quality.plan.KeyGroup;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;

/**
 * What of each row goes into one pass: the hashes of its keys, one bit for each condition that it may meet, and its numbers. Spark
 * compiles them into one projection; all that is left to do for a row is to add up.
 *
 * @param others aggregates that only Spark computes
 */
record RowLayout(List<KeyGroup> groups, List<Column> conditions, List<Column> numbers, List<Column> others) {
    private static final int BITS = Long.SIZE;

    static RowLayout of(List<KeyGroup> groups, List<Aggregate> aggregates) {
        Set<Column> conditions = new LinkedHashSet<>();
        Set<Column> numbers = new LinkedHashSet<>();
        Set<Column> others = new LinkedHashSet<>();
        for (Aggregate aggregate : aggregates) {
            if (aggregate instanceof Aggregate.Rows rows) {
                if (!rows.isAll()) {
                    conditions.add(rows.condition());
                }
            } else if (aggregate instanceof Aggregate.Numbers number) {
                numbers.add(number.number());
            } else {
                others.add(aggregate.column());
            }
        }
        return new RowLayout(groups, List.copyOf(conditions), List.copyOf(numbers), List.copyOf(others));
    }

    int words() {
        return (conditions.size() + BITS - 1) / BITS;
    }

    /** The hashes, the words of bits, and the numbers, in this order. */
    Column[] projection() {
        List<Column> columns = new ArrayList<>();
        groups.forEach(group -> columns.add(group.hash().as("hash_" + columns.size())));
        for (int word = 0; word < words(); word++) {
            Column bits = lit(0L);
            for (int i = word * BITS; i < Math.min(conditions.size(), (word + 1) * BITS); i++) {
                bits = bits.bitwiseOR(when(conditions.get(i), lit(1L << i)).otherwise(lit(0L)));
            }
            columns.add(bits.as("bits_" + word));
        }
        numbers.forEach(number -> columns.add(number.as("number_" + columns.size())));
        return columns.toArray(Column[]::new);
    }

    /** The value of an aggregate. */
    Optional<Double> value(Aggregate aggregate, RowTally tally, List<Optional<Double>> observed) {
        if (aggregate instanceof Aggregate.Rows rows) {
            return Optional.of(
                    (double) (rows.isAll() ? tally.rows() : tally.rowsWith(conditions.indexOf(rows.condition()))));
        }
        if (aggregate instanceof Aggregate.Numbers numbersOf) {
            return tally.numbers(numbers.indexOf(numbersOf.number())).value(numbersOf.kind());
        }
        return observed.get(others.indexOf(aggregate.column()));
    }
}
