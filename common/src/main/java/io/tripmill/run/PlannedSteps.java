package io.tripmill.run;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.sql.execution.SparkPlanInfo;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionEnd;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart;
import scala.collection.Iterator;

/**
 * How many steps the plans of Spark's queries announce. The one place that knows the events of Spark SQL, which are no stable API: where
 * a Spark has others nothing is announced, and a bar counts the steps that have begun.
 */
final class PlannedSteps {
    private final Map<String, Integer> steps = new ConcurrentHashMap<>();
    private volatile boolean areAnnounced = true;

    /** The steps of a query, by the id of its execution; 0 where none were announced. */
    int of(String query) {
        return steps.getOrDefault(query, 0);
    }

    /** Takes an event down, and gives the query that it ends. */
    Optional<String> ended(SparkListenerEvent event) {
        if (!areAnnounced) {
            return Optional.empty();
        }
        try {
            return takenDown(event);
        } catch (LinkageError e) {
            // Spark stops its context where a listener throws one.
            areAnnounced = false;
            return Optional.empty();
        }
    }

    private Optional<String> takenDown(SparkListenerEvent event) {
        if (event instanceof SparkListenerSQLExecutionStart start) {
            steps.put(Long.toString(start.executionId()), 1 + exchanges(start.sparkPlanInfo()));
        } else if (event instanceof SparkListenerSQLExecutionEnd end) {
            String query = Long.toString(end.executionId());
            steps.remove(query);
            return Optional.of(query);
        }
        return Optional.empty();
    }

    /** A stage of Spark's ends at each of them. What a kept dataset was made of is mostly done before. */
    private static int exchanges(SparkPlanInfo plan) {
        int count = plan.nodeName().endsWith("Exchange") && !plan.nodeName().startsWith("Reused") ? 1 : 0;
        if (plan.nodeName().startsWith("InMemoryTableScan")) {
            return count;
        }
        Iterator<SparkPlanInfo> children = plan.children().iterator();
        while (children.hasNext()) {
            count += exchanges(children.next());
        }
        return count;
    }
}
