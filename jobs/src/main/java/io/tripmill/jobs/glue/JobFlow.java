package io.tripmill.jobs.glue;

import io.tripmill.job.JobSpec;
import io.tripmill.job.LandingJob;
import io.tripmill.schema.Layer;
import io.tripmill.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The jobs that a schedule starts, each with those that it waits for: derived from the tables that they read and write.
 *
 * @param upstream the jobs that a job waits for, by its name, in an order in which they can run one after another
 */
public record JobFlow(List<JobSpec> jobs, Map<String, List<String>> upstream) {

    public JobFlow {
        jobs = List.copyOf(jobs);
        upstream = Map.copyOf(upstream);
    }

    /**
     * Orders the jobs. A job waits for those that write what it reads or may read; a job whose inputs are named by its arguments waits
     * for all others. Repairs, deliveries and jobs to opt in for are left out.
     *
     * @throws IllegalArgumentException if jobs wait for each other
     */
    public static JobFlow of(List<JobSpec> specs) {
        List<JobSpec> scheduled = specs.stream()
                .filter(spec -> !isRepair(spec) && !isDelivery(spec) && !spec.isOptIn())
                .toList();
        Map<String, List<String>> upstream = new LinkedHashMap<>();
        scheduled.forEach(spec -> upstream.put(spec.name(), upstreamOf(spec, scheduled)));
        return new JobFlow(inOrder(scheduled, upstream), upstream);
    }

    /** Whether the job can only run where what it writes is there already: it corrects or keeps up, and has no place in the nightly flow. */
    public static boolean isRepair(JobSpec spec) {
        return spec.reads().stream().anyMatch(spec.writes()::contains);
    }

    /**
     * Whether the job hands rows to someone outside: it reads tables and writes no more than the lake's books. It runs once for each
     * receiver and contract, which no declaration knows, and after the checks.
     */
    static boolean isDelivery(JobSpec spec) {
        return !spec.reads().isEmpty()
                && !spec.writes().isEmpty()
                && spec.writes().stream().allMatch(table -> table.layer() == Layer.CONTROL);
    }

    /** Whether a job reads what its arguments name, and neither tables of its own nor landing files. */
    private static boolean readsAnything(JobSpec spec) {
        return spec.reads().isEmpty() && !spec.takes().contains(LandingJob.LANDING);
    }

    private static List<String> upstreamOf(JobSpec spec, List<JobSpec> all) {
        return all.stream()
                .filter(other -> !other.equals(spec))
                .filter(other -> readsAnything(spec) ? !readsAnything(other) : feeds(other, spec))
                .map(JobSpec::name)
                .toList();
    }

    private static boolean feeds(JobSpec writer, JobSpec reader) {
        Set<String> written = writer.writes().stream().map(Table::name).collect(Collectors.toSet());
        return Stream.concat(reader.reads().stream(), reader.mayRead().stream())
                .map(Table::name)
                .anyMatch(written::contains);
    }

    private static List<JobSpec> inOrder(List<JobSpec> jobs, Map<String, List<String>> upstream) {
        List<JobSpec> ordered = new ArrayList<>();
        List<JobSpec> waiting = new ArrayList<>(jobs);
        while (!waiting.isEmpty()) {
            Set<String> done = ordered.stream().map(JobSpec::name).collect(Collectors.toSet());
            JobSpec next = waiting.stream()
                    .filter(spec -> done.containsAll(upstream.getOrDefault(spec.name(), List.of())))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("jobs wait for each other: "
                            + waiting.stream().map(JobSpec::name).toList()));
            ordered.add(next);
            waiting.remove(next);
        }
        return ordered;
    }
}
