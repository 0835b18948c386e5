package io.tripmill.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a piece of work cost.
 *
 * @param cpuS processor seconds of the whole JVM: tasks, driver, compiler and collector, and native engines inside it
 * @param bytesShuffled bytes that Spark's tasks wrote for other tasks
 * @param sparkJobs how many jobs Spark ran
 * @param taskCpuS processor seconds inside Spark's tasks
 * @param heapBytes the most that a garbage collection left in use
 */
record Cost(double wallS, double cpuS, long bytesShuffled, long sparkJobs, double taskCpuS, long heapBytes) {

    /** The median of each figure by itself. */
    static Cost median(List<Cost> costs) {
        return new Cost(
                median(costs, Cost::wallS),
                median(costs, Cost::cpuS),
                (long) median(costs, Cost::bytesShuffled),
                (long) median(costs, Cost::sparkJobs),
                median(costs, Cost::taskCpuS),
                (long) median(costs, Cost::heapBytes));
    }

    ObjectNode toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("wall_s", wallS)
                .put("cpu_s", cpuS)
                .put("bytes_shuffled", bytesShuffled)
                .put("spark_jobs", sparkJobs)
                .put("task_cpu_s", taskCpuS)
                .put("live_heap_bytes", heapBytes);
    }

    private static double median(List<Cost> costs, ToDoubleFunction<Cost> figure) {
        double[] sorted = costs.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
