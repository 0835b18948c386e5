package io.tripmill.jobs.trips.packed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.ColumnarToRowExec;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * What is asked of Spark's plans beyond its public interface. On a Spark that lacks any of it, as a fork might, the answer is that
 * there are no batches. So it is where {@link ColumnsSelfTest} fails.
 */
final class SparkInternals {
    private static final int NOWHERE = -1;

    private SparkInternals() {}

    /**
     * The batches of a file scan.
     *
     * @param ordinals where the columns of the rows stand in the batches
     */
    record Batches(RDD<ColumnarBatch> rdd, List<Integer> ordinals) {}

    /** Whether the rows are those of one table, as they are stored; starts no Spark job. */
    static boolean areOfOneTable(Dataset<Row> rows) {
        try {
            return isOfOneTable(rows);
        } catch (LinkageError otherSpark) {
            return false;
        }
    }

    private static boolean isOfOneTable(Dataset<Row> rows) {
        LogicalPlan plan = rows.queryExecution().analyzed();
        while (plan.getClass().getSimpleName().matches("Project|SubqueryAlias|View")) {
            plan = plan.children().apply(0);
        }
        return plan.getClass().getSimpleName().matches("LogicalRelation|DataSourceV2Relation");
    }

    /**
     * The batches that hold the rows and no others: if the plan is a scan of files that makes batches, and columns are left out and
     * put in order, but nothing is computed and no row left out.
     */
    static Optional<Batches> batches(Dataset<Row> rows) {
        try {
            return ColumnsSelfTest.passed() ? batchesOfScan(rows) : Optional.empty();
        } catch (LinkageError otherSpark) {
            return Optional.empty();
        }
    }

    private static Optional<Batches> batchesOfScan(Dataset<Row> rows) {
        SparkPlan top = rows.queryExecution().executedPlan();
        SparkPlan plan = top;
        while (passesRowsOn(plan)) {
            plan = plan.children().apply(0);
        }
        if (!(plan instanceof FileSourceScanExec) || !plan.supportsColumnar()) {
            return Optional.empty();
        }
        List<Integer> ordinals = new ArrayList<>();
        for (int i = 0; i < top.output().size(); i++) {
            ordinals.add(ordinal(top.output().apply(i), plan));
        }
        if (ordinals.contains(NOWHERE)) {
            return Optional.empty();
        }
        return Optional.of(new Batches(plan.executeColumnar(), ordinals));
    }

    private static boolean passesRowsOn(SparkPlan plan) {
        return plan instanceof WholeStageCodegenExec
                || plan instanceof InputAdapter
                || plan instanceof ColumnarToRowExec
                || (plan instanceof ProjectExec project && computesNothing(project));
    }

    private static boolean computesNothing(ProjectExec project) {
        for (int i = 0; i < project.projectList().size(); i++) {
            if (!(project.projectList().apply(i) instanceof Attribute)) {
                return false;
            }
        }
        return true;
    }

    private static int ordinal(Attribute attribute, SparkPlan scan) {
        for (int i = 0; i < scan.output().size(); i++) {
            if (scan.output().apply(i).exprId().equals(attribute.exprId())) {
                return i;
            }
        }
        return NOWHERE;
    }
}
