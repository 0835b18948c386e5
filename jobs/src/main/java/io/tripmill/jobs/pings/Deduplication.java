package io.tripmill.jobs.pings;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tripmill.job.LakeProperties.Deduplicate;
import io.tripmill.job.Write;
import io.tripmill.schema.Field;
import io.tripmill.schema.Pings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;

/**
 * Keeps one of the positions that are copies of each other: the least in a total order, so that which one is kept depends on the
 * positions alone and not on which came first.
 *
 * <p>The order: the most accurate (unknown last), lat, lng, then every other column that a record may bring, in the order of the
 * table with null last, then ingest_time, source_file and source_position. With {@link Deduplicate#EXACT} the least source_seq
 * (null last) comes before all of these.
 *
 * <p>What is cancelled is the exception: an event that cancels a trip often stands at the instant of a better position, so the row that
 * is kept has the cancelled_trip_ids of all copies, and these don't count in the order. A union depends on no order either.
 */
public final class Deduplication {
    private static final String PLACE_AMONG_COPIES = "place_among_copies";
    private static final String IS_STORED = "is_stored";

    private final List<Field> key;
    private final List<Field> order;

    private Deduplication(List<Field> key, Set<Field> order) {
        this.key = List.copyOf(key);
        this.order = List.copyOf(order);
    }

    public static Deduplication by(Deduplicate mode) {
        List<Field> key = new ArrayList<>(List.of(Pings.PROVIDER_ID, Pings.DEVICE_ID, Pings.TIMESTAMP));
        Set<Field> order = new LinkedHashSet<>();
        if (mode == Deduplicate.EXACT) {
            key.addAll(List.of(Pings.LAT, Pings.LNG));
            order.add(Pings.SOURCE_SEQ);
        }
        order.addAll(List.of(Pings.HORIZONTAL_ACCURACY, Pings.LAT, Pings.LNG));
        List<Field> last = List.of(Pings.INGEST_TIME, Pings.SOURCE_FILE, Pings.SOURCE_POSITION);
        Pings.TABLE.fields().stream()
                .filter(field -> !key.contains(field) && !last.contains(field))
                .filter(field -> !field.equals(Pings.SERVICE_DATE) && !field.equals(Pings.CANCELLED_TRIP_IDS))
                .forEach(order::add);
        order.addAll(last);
        return new Deduplication(key, order);
    }

    /** The columns by which positions are copies of each other; never null in an accepted row. */
    public List<Field> key() {
        return key;
    }

    /**
     * One row for each key that is among the accepted positions, laid out as the table is: the least of the accepted ones and the
     * stored one, with {@link Write.Upsert#VERDICT} and {@link Write.Upsert#COPIES}. One shuffle and one sort, which the table's
     * layout would need anyway.
     *
     * @param stored rows of pings, at most one for each key; those of other keys do no harm
     */
    public Dataset<Row> judged(Dataset<Row> accepted, Dataset<Row> stored) {
        WindowSpec bestFirst = Window.partitionBy(grouping()).orderBy(bestFirst());
        // Looked at over the same ordering: another one would be another sort.
        WindowSpec all = bestFirst.rowsBetween(Window.unboundedPreceding(), Window.unboundedFollowing());
        Column cancelled = Pings.CANCELLED_TRIP_IDS.col();
        Column cancelledByAny =
                array_sort(array_distinct(flatten(collect_list(cancelled).over(all))));
        Column cancelledByCopies = when(size(cancelledByAny).gt(0), cancelledByAny);
        Column staysAsItIs =
                first(col(IS_STORED)).over(all).and(first(cancelled).over(all).eqNullSafe(cancelledByCopies));
        List<Column> columns = Pings.TABLE.fields().stream()
                .map(field -> field.equals(Pings.CANCELLED_TRIP_IDS) ? field.is(cancelledByCopies) : field.col())
                .collect(Collectors.toCollection(ArrayList::new));
        columns.add(sum(when(col(IS_STORED), 0L).otherwise(1L)).over(all).as(Write.Upsert.COPIES));
        columns.add(when(staysAsItIs, Write.Upsert.DROP)
                .when(max(col(IS_STORED)).over(all), Write.Upsert.REPLACE)
                .otherwise(Write.Upsert.INSERT)
                .as(Write.Upsert.VERDICT));
        columns.add(row_number().over(bestFirst).as(PLACE_AMONG_COPIES));
        return Pings.TABLE
                .spread(candidates(accepted, false).union(candidates(stored, true)))
                .select(columns.toArray(Column[]::new))
                .filter(col(PLACE_AMONG_COPIES)
                        .equalTo(1)
                        .and(col(Write.Upsert.COPIES).gt(0)))
                .drop(PLACE_AMONG_COPIES);
    }

    private static Dataset<Row> candidates(Dataset<Row> pings, boolean isStored) {
        List<Column> columns = new ArrayList<>(List.of(Pings.TABLE.columns()));
        columns.add(lit(isStored).as(IS_STORED));
        return pings.select(columns.toArray(Column[]::new));
    }

    /** The key after the columns by which the table is spread; a service date follows from its timestamp. */
    private Column[] grouping() {
        Set<Field> columns = new LinkedHashSet<>(Pings.TABLE.pruning());
        columns.addAll(key);
        return columns.stream().map(Field::col).toArray(Column[]::new);
    }

    /** The order, and of equal rows the stored one first: it stays. */
    private Column[] bestFirst() {
        return Stream.concat(
                        order.stream().flatMap(Deduplication::ascendingNullLast),
                        Stream.of(col(IS_STORED).desc()))
                .toArray(Column[]::new);
    }

    private static Stream<Column> ascendingNullLast(Field field) {
        return hasZeros(field)
                ? Stream.of(
                        field.col().asc_nulls_last(), isNotNegativeZero(field).asc())
                : Stream.of(field.col().asc_nulls_last());
    }

    private static boolean hasZeros(Field field) {
        return field.type().equals(DataTypes.DoubleType) || field.type().equals(DataTypes.FloatType);
    }

    /** Spark takes -0.0 and 0.0 for equal; Double.compare puts -0.0 first. */
    private static Column isNotNegativeZero(Field field) {
        Column isNegativeZero = field.col()
                .equalTo(lit(0.0))
                .and(field.col().cast(DataTypes.StringType).equalTo("-0.0"));
        return coalesce(not(isNegativeZero), lit(true));
    }
}
