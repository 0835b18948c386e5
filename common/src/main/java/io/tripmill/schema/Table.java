package io.tripmill.schema;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A table: its name, what one row stands for, its columns in order, and the columns that identify and sort its rows.
 *
 * @param grain one sentence: what one row is
 * @param fields the columns, in the order in which they are stored and shown
 * @param key the columns by which rows are told apart and sorted when shown
 * @param pruning the columns whose file statistics let a predicate skip files
 * @param changeFeed whether the table keeps a row-level change feed for readers that follow it
 * @param rowsPerFile a file holds no more: fewer than fill a file well, where runs replace some service dates and leave others
 */
public record Table(
        String name,
        Layer layer,
        String grain,
        List<Field> fields,
        List<Field> key,
        List<Field> pruning,
        boolean changeFeed,
        int rowsPerFile) {

    private static final int MANY = 1_000_000;

    public Table {
        requireNonNull(name, "name");
        requireNonNull(layer, "layer");
        requireNonNull(grain, "grain");
        fields = List.copyOf(fields);
        key = List.copyOf(key);
        pruning = List.copyOf(pruning);
        Set<String> names = new HashSet<>();
        for (Field field : fields) {
            if (!names.add(field.name())) {
                throw new IllegalArgumentException(name + " has two columns named " + field.name());
            }
        }
        if (!fields.containsAll(key) || !fields.containsAll(pruning)) {
            throw new IllegalArgumentException(name + ": key and pruning columns must be columns of the table");
        }
    }

    /** A table whose rows are told apart by {@code key}; no pruning columns, no change feed. */
    public static Table of(String name, Layer layer, String grain, List<Field> fields, List<Field> key) {
        return new Table(name, layer, grain, fields, key, List.of(), false, MANY);
    }

    /** The same table with file statistics on these columns, by which it is also laid out, in this order. */
    public Table prunedBy(Field... columns) {
        return new Table(name, layer, grain, fields, key, List.of(columns), changeFeed, rowsPerFile);
    }

    /** The same table with a change feed. */
    public Table withChangeFeed() {
        return new Table(name, layer, grain, fields, key, pruning, true, rowsPerFile);
    }

    /** The same table in files of at most so many rows. */
    public Table inFilesOf(int rows) {
        return new Table(name, layer, grain, fields, key, pruning, changeFeed, rows);
    }

    /**
     * The column of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Field field(String column) {
        return fields.stream()
                .filter(field -> field.name().equals(column))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no column " + column));
    }

    public StructType schema() {
        return DataTypes.createStructType(
                fields.stream().map(Field::structField).toArray(StructField[]::new));
    }

    /** The columns of this table, in order, to select them. */
    public Column[] columns() {
        return fields.stream().map(Field::col).toArray(Column[]::new);
    }

    /** The rows in partitions that each cover a narrow range of the pruning columns; as they are if there are none. */
    public Dataset<Row> spread(Dataset<Row> rows) {
        return pruning.isEmpty() ? rows : rows.repartitionByRange(pruningColumns());
    }

    /** The rows {@linkplain #spread spread}, and sorted within each partition: as files of the table hold them. */
    public Dataset<Row> laidOut(Dataset<Row> rows) {
        return pruning.isEmpty() ? rows : spread(rows).sortWithinPartitions(pruningColumns());
    }

    /** As {@link #laidOut}, in about as many partitions as so many rows fill files. For few rows no range is sampled. */
    public Dataset<Row> laidOut(Dataset<Row> rows, long count) {
        if (pruning.isEmpty()) {
            return rows;
        }
        // Ranges are sampled, so some turn out larger than others; the room keeps most of them in one file.
        int partitions = Math.toIntExact(1 + count * 4 / (rowsPerFile * 3L));
        return rows.repartitionByRange(partitions, pruningColumns()).sortWithinPartitions(pruningColumns());
    }

    /** Whether files hold the rows of few devices each, so that a device's rows are found without reading all of a day. */
    public boolean isLaidOutByDevice() {
        return pruning.stream().anyMatch(field -> field.name().equals("device_id"));
    }

    /**
     * The rows of a few service dates, each date in one partition, and sorted as {@link #laidOut} sorts them. For rows that are dear to
     * compute: a range must be sampled first, so all rows are computed twice.
     */
    public Dataset<Row> laidOutByDate(Dataset<Row> rows) {
        return rows.repartition(field("service_date").col()).sortWithinPartitions(pruningColumns());
    }

    private Column[] pruningColumns() {
        return pruning.stream().map(Field::col).toArray(Column[]::new);
    }

    /**
     * The rows with exactly this table's columns, in order. A column that is missing, or of a type that can't be stored as the
     * column's, is an {@code AnalysisException} while planning.
     */
    public Dataset<Row> conform(Dataset<Row> rows) {
        return rows.to(schema());
    }

    @Override
    public String toString() {
        return name;
    }
}
