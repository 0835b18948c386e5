package io.tripmill.jobs.pings;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.tripmill.job.LakeProperties.Deduplicate;
import io.tripmill.job.Write;
import io.tripmill.schema.Field;
import io.tripmill.schema.Pings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
 */
public final class Deduplication {
    private static final String PLACE_AMONG_COPIES = "place_among_copies";
    private static final String STORED_RANK = "stored_rank";

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
                .filter(field -> !key.contains(field) && !last.contains(field) && !field.equals(Pings.SERVICE_DATE))
                .forEach(order::add);
        order.addAll(last);
        return new Deduplication(key, order);
    }

    /** The columns by which positions are copies of each other; never null in an accepted row. */
    public List<Field> key() {
        return key;
    }

    /** One row for each key: the least, with {@link Write.Upsert#COPIES}. One shuffle and one sort. */
    public Dataset<Row> best(Dataset<Row> accepted) {
        // Sorting compares eight bytes of the first column before whole rows: the time tells most rows apart, the
        // provider
        // none. That takes a third off this step.
        List<Column> timeFirst = new ArrayList<>(key.stream().map(Field::col).toList());
        Collections.swap(timeFirst, 0, key.indexOf(Pings.TIMESTAMP));
        WindowSpec bestFirst = Window.partitionBy(timeFirst.toArray(Column[]::new))
                .orderBy(
                        order.stream().flatMap(Deduplication::ascendingNullLast).toArray(Column[]::new));
        // Counted over the same ordering: another one would be another sort.
        Column copies =
                count(lit(1)).over(bestFirst.rowsBetween(Window.unboundedPreceding(), Window.unboundedFollowing()));
        List<Column> columns = new ArrayList<>(List.of(Pings.TABLE.columns()));
        columns.add(copies.as(Write.Upsert.COPIES));
        columns.add(row_number().over(bestFirst).as(PLACE_AMONG_COPIES));
        return accepted.select(columns.toArray(Column[]::new))
                .filter(col(PLACE_AMONG_COPIES).equalTo(1))
                .drop(PLACE_AMONG_COPIES);
    }

    /**
     * The winners with {@link Write.Upsert#VERDICT}, by one join.
     *
     * @param winners as {@link #best} gives them
     * @param stored rows of pings, at most one for each key
     */
    public Dataset<Row> against(Dataset<Row> winners, Dataset<Row> stored) {
        List<Column> keyAndRank = new ArrayList<>(key.stream().map(Field::col).toList());
        keyAndRank.add(rank().as(STORED_RANK));
        Column verdict = when(col(STORED_RANK).isNull(), Write.Upsert.INSERT)
                .when(rank().lt(col(STORED_RANK)), Write.Upsert.REPLACE)
                .otherwise(Write.Upsert.DROP);
        List<Column> columns = new ArrayList<>(List.of(Pings.TABLE.columns()));
        columns.add(col(Write.Upsert.COPIES));
        columns.add(verdict.as(Write.Upsert.VERDICT));
        // A key has no null: a record without one is refused.
        return winners.join(
                        stored.select(keyAndRank.toArray(Column[]::new)),
                        key.stream().map(Field::name).toArray(String[]::new),
                        "left")
                .select(columns.toArray(Column[]::new));
    }

    private static Stream<Column> ascendingNullLast(Field field) {
        return hasZeros(field)
                ? Stream.of(
                        field.col().asc_nulls_last(), isNotNegativeZero(field).asc())
                : Stream.of(field.col().asc_nulls_last());
    }

    /** The order as one value: of two structs the lesser is the better. Within a struct null would come first. */
    private Column rank() {
        return struct(order.stream()
                .flatMap(field -> hasZeros(field)
                        ? Stream.of(field.col().isNull(), field.col(), isNotNegativeZero(field))
                        : Stream.of(field.col().isNull(), field.col()))
                .toArray(Column[]::new));
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
