package io.tripmill.testkit;

import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.exchange.ShuffleExchangeLike;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.util.CheckReturnValue;

/** Says what Spark must do, or need not do, to compute a dataset. No assertion runs the dataset. */
public final class PlanAssert extends AbstractAssert<PlanAssert, Dataset<?>> {
    private final PhysicalPlan plan;

    private PlanAssert(Dataset<?> actual) {
        super(actual, PlanAssert.class);
        this.plan = PhysicalPlan.of(actual);
    }

    @CheckReturnValue
    public static PlanAssert assertThatPlanOf(Dataset<?> dataset) {
        return new PlanAssert(dataset);
    }

    /** Rows move between tasks this many times; an exchange that is used twice counts once. */
    public PlanAssert hasExchanges(int expected) {
        return has(expected, plan.operators(ShuffleExchangeLike.class).size(), "exchanges");
    }

    /**
     * The file scans read this many files after partition pruning and data skipping, each scan counted by itself. What a
     * join prunes only while it runs is not taken off.
     */
    public PlanAssert readsFiles(int expected) {
        int files = plan.operators(FileSourceScanExec.class).stream()
                .mapToInt(PhysicalPlan::filesOf)
                .sum();
        return has(expected, files, "files to read");
    }

    /**
     * A file scan gets a filter on the column: a partition filter, or one that the file format understands. That a
     * column is not null, which Spark derives by itself from joins and comparisons, is no such filter.
     */
    public PlanAssert pushes(String column) {
        TreeSet<String> pushed = new TreeSet<>();
        plan.operators(FileSourceScanExec.class).forEach(scan -> pushed.addAll(PhysicalPlan.columnsFilteredBy(scan)));
        if (!pushed.contains(column)) {
            failWithMessage(
                    "%s", "expected a pushed filter on %s, found filters on %s in%n%s".formatted(column, pushed, plan));
        }
        return this;
    }

    /** No file scan reads the column. */
    public PlanAssert doesNotRead(String column) {
        Set<String> read = plan.columnsRead();
        if (read.contains(column)) {
            failWithMessage("%s", "expected %s not to be read, read are %s in%n%s".formatted(column, read, plan));
        }
        return this;
    }

    /** A file scan reads the column. */
    public PlanAssert reads(String column) {
        Set<String> read = plan.columnsRead();
        if (!read.contains(column)) {
            failWithMessage("%s", "expected %s to be read, read are %s in%n%s".formatted(column, read, plan));
        }
        return this;
    }

    /** No operator calls a user-defined function, which no file format and no optimiser can see through. */
    public PlanAssert hasNoUdf() {
        Set<String> functions = plan.userDefinedFunctions();
        if (!functions.isEmpty()) {
            failWithMessage("%s", "expected no user-defined function, found %s in%n%s".formatted(functions, plan));
        }
        return this;
    }

    private PlanAssert has(int expected, int found, String what) {
        if (found != expected) {
            failWithMessage("%s", "expected %d %s, found %d in%n%s".formatted(expected, what, found, plan));
        }
        return this;
    }
}
