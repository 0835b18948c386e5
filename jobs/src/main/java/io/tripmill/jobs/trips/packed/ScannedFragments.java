package io.tripmill.jobs.trips.packed;

import static java.util.Objects.requireNonNull;

import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.Dependency;
import org.apache.spark.OneToOneDependency;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;
import scala.collection.immutable.List;
import scala.collection.immutable.List$;
import scala.reflect.ClassTag$;

/**
 * Fragments of the pings of one table, packed from batches of columns where its scan allows it, else from rows. Which it is shows in
 * the physical plan, and a table may need Spark jobs to plan its scan; so nothing is asked before the first action.
 */
final class ScannedFragments extends RDD<Row> {
    private static final long serialVersionUID = 1L;

    private final PingSelection selection;
    private final transient Dataset<Row> pings;
    private final transient Consumer<ReadPath> told;
    private @Nullable RDD<ColumnarBatch> batches;
    private @Nullable RDD<Row> rows;
    private int @Nullable [] ordinals;

    /**
     * @param pings with the columns of the selection, as stored
     * @param told is told how they are read, on the first action
     */
    ScannedFragments(Dataset<Row> pings, PingSelection selection, Consumer<ReadPath> told) {
        super(
                pings.sparkSession().sparkContext(),
                List$.MODULE$.<Dependency<?>>empty(),
                ClassTag$.MODULE$.<Row>apply(Row.class));
        this.pings = pings;
        this.selection = selection;
        this.told = told;
    }

    @Override
    public Partition[] getPartitions() {
        return source().partitions();
    }

    @Override
    public List<Dependency<?>> getDependencies() {
        return List$.MODULE$.<Dependency<?>>empty().$colon$colon(new OneToOneDependency<>(source()));
    }

    private synchronized RDD<?> source() {
        if (batches == null && rows == null) {
            Optional<SparkInternals.Batches> scan = SparkInternals.batches(selection.stored(pings));
            if (scan.isPresent()) {
                batches = scan.get().rdd();
                ordinals = scan.get().ordinals().stream().mapToInt(i -> i).toArray();
            } else {
                rows = selection.of(pings).rdd();
            }
            told.accept(scan.isPresent() ? ReadPath.COLUMNS : ReadPath.ROWS);
        }
        return batches == null ? requireNonNull(rows) : batches;
    }

    @Override
    public scala.collection.Iterator<Row> compute(Partition split, TaskContext context) {
        PingReader reader = batches == null
                ? new RowReader(inJava(requireNonNull(rows), split, context), selection)
                : new BatchReader(inJava(batches, split, context), new BatchPings(selection, requireNonNull(ordinals)));
        return JavaConverters.asScalaIterator(FragmentRows.rows(new FragmentPacker(reader, PackingLimits.DEFAULT)));
    }

    private static <T> Iterator<T> inJava(RDD<T> source, Partition split, TaskContext context) {
        return JavaConverters.asJavaIterator(source.iterator(split, context));
    }
}
