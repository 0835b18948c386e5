package io.tripmill.testkit;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.DynamicPruning;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.UserDefinedExpression;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.SubqueryAdaptiveBroadcastExec;
import org.apache.spark.sql.execution.SubqueryBroadcastExec;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.apache.spark.sql.execution.datasources.PartitionDirectory;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.sources.IsNotNull;

/**
 * The operators of a plan as it will run: also those that an adaptive plan, a query stage or a subquery hides. Declares
 * {@code scala.collection.Seq}, because Scala 2.12 and 2.13 differ in what plain {@code Seq} is.
 */
@SuppressWarnings("deprecation") // JavaConverters is what Scala 2.12 and 2.13 have in common.
final class PhysicalPlan {
    private final SparkPlan root;
    /** Each object once: Spark 4 shows a subquery both in a filter and in the scan that the filter is pushed to. */
    private final Set<SparkPlan> operators = Collections.newSetFromMap(new IdentityHashMap<>());

    private PhysicalPlan(SparkPlan root) {
        this.root = root;
        collect(root);
    }

    static PhysicalPlan of(Dataset<?> dataset) {
        return new PhysicalPlan(dataset.queryExecution().executedPlan());
    }

    <T> List<T> operators(Class<T> kind) {
        return operators.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    Set<String> userDefinedFunctions() {
        Set<String> names = new TreeSet<>();
        operators.forEach(operator -> collectFunctions(operator.expressions(), names));
        return names;
    }

    /** The columns that any file scan reads. */
    Set<String> columnsRead() {
        Set<String> columns = new TreeSet<>();
        operators(FileSourceScanExec.class)
                .forEach(scan ->
                        columns.addAll(Arrays.asList(scan.requiredSchema().fieldNames())));
        return columns;
    }

    /** The number of files that the scan reads; asks the table for them as the scan itself will. */
    static int filesOf(FileSourceScanExec scan) {
        List<Expression> known = list(scan.partitionFilters()).stream()
                .filter(filter -> !isDynamic(filter))
                .toList();
        scala.collection.Seq<PartitionDirectory> selected = scan.relation()
                .location()
                .listFiles(scala.collection.JavaConverters.asScalaBuffer(known).toSeq(), scan.dataFilters());
        return list(selected).stream()
                .mapToInt(partition -> partition.files().size())
                .sum();
    }

    /** The columns on which the scan gets a filter that is more than "is not null". */
    static Set<String> columnsFilteredBy(FileSourceScanExec scan) {
        Set<String> columns = new TreeSet<>();
        for (Filter filter : list(scan.pushedDownFilters())) {
            if (!(filter instanceof IsNotNull)) {
                columns.addAll(Arrays.asList(filter.references()));
            }
        }
        for (Expression filter : list(scan.partitionFilters())) {
            if (!(filter instanceof org.apache.spark.sql.catalyst.expressions.IsNotNull)) {
                scala.collection.Iterator<Attribute> references =
                        filter.references().iterator();
                while (references.hasNext()) {
                    columns.add(references.next().name());
                }
            }
        }
        return columns;
    }

    private void collect(SparkPlan operator) {
        if (!operators.add(operator)) {
            return;
        }
        if (operator instanceof AdaptiveSparkPlanExec adaptive) {
            collect(adaptive.executedPlan());
        } else if (operator instanceof QueryStageExec stage) {
            collect(stage.plan());
        }
        list(operator.children()).forEach(this::collect);
        list(operator.subqueries()).stream()
                .filter(subquery -> !isBroadcastOfJoin(subquery))
                .forEach(this::collect);
    }

    /** A join that prunes the files of its other side reuses its own broadcast for that: no work of its own. */
    private static boolean isBroadcastOfJoin(SparkPlan subquery) {
        return subquery instanceof SubqueryAdaptiveBroadcastExec || subquery instanceof SubqueryBroadcastExec;
    }

    private static void collectFunctions(scala.collection.Seq<Expression> expressions, Set<String> names) {
        for (Expression expression : list(expressions)) {
            if (expression instanceof UserDefinedExpression function) {
                names.add(function.name());
            }
            collectFunctions(expression.children(), names);
        }
    }

    private static boolean isDynamic(Expression expression) {
        return expression instanceof DynamicPruning
                || list(expression.children()).stream().anyMatch(PhysicalPlan::isDynamic);
    }

    private static <T> List<T> list(scala.collection.Seq<T> sequence) {
        return scala.collection.JavaConverters.seqAsJavaList(sequence);
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
