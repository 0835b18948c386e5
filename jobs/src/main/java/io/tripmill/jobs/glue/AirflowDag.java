package io.tripmill.jobs.glue;

import io.tripmill.job.JobSpec;
import java.util.List;
import java.util.stream.Collectors;

/** The part of the DAG for Airflow that derives from the declarations: which jobs there are, and which waits for which. */
public final class AirflowDag {
    private static final String BEGIN = "# generated: jobs\n";
    private static final String END = "# end: jobs\n";

    private AirflowDag() {}

    /**
     * The text of the DAG with its generated part as it should be.
     *
     * @throws IllegalArgumentException if the text lacks the marks of that part
     */
    public static String writeInto(String dag, List<JobSpec> specs) {
        int from = dag.indexOf(BEGIN);
        int to = dag.indexOf(END);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("the DAG has no part between " + BEGIN.strip() + " and " + END.strip());
        }
        return dag.substring(0, from + BEGIN.length()) + jobs(JobFlow.of(specs)) + dag.substring(to);
    }

    private static String jobs(JobFlow flow) {
        return flow.jobs().stream()
                .map(spec -> "    (" + literal(spec.name()) + ", "
                        + literal(flow.upstream().getOrDefault(spec.name(), List.of())) + ", "
                        + literal(RunNeeds.of(spec)) + "),\n")
                .collect(Collectors.joining(
                        "",
                        "# Each job, those that it waits for, and the arguments that tripmill.json must give it.\nJOBS = [\n",
                        "]\n"));
    }

    private static String literal(List<String> names) {
        return names.stream().map(AirflowDag::literal).collect(Collectors.joining(", ", "[", "]"));
    }

    /** Names are kebab-case, so nothing is to be escaped. */
    private static String literal(String name) {
        return "\"" + name + "\"";
    }
}
