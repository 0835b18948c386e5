package io.tripmill.jobs.glue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.job.JobSpec;
import java.util.List;

/**
 * The state machine for AWS Step Functions: one job after another, in an order that every job's inputs allow. Its input is
 * {@code {"run_id": ..., "business_date": ..., "arguments": {"<job>": {"<argument>": ...}}}}.
 */
public final class StateMachine {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StateMachine() {}

    /** The definition in the Amazon States Language. */
    public static ObjectNode of(List<JobSpec> specs) {
        List<JobSpec> jobs = JobFlow.of(specs).jobs();
        ObjectNode machine = JSON.createObjectNode()
                .put("Comment", "The jobs of Tripmill")
                .put("StartAt", jobs.get(0).name());
        ObjectNode states = machine.putObject("States");
        for (int i = 0; i < jobs.size(); i++) {
            ObjectNode state = states.putObject(jobs.get(i).name());
            state.put("Type", "Task").put("Resource", "arn:aws:states:::glue:startJobRun.sync");
            ObjectNode parameters = state.putObject("Parameters").put("JobName", GlueJob.nameOf(jobs.get(i)));
            ObjectNode arguments = parameters.putObject("Arguments");
            arguments
                    .put("--run-id.$", "States.Format('" + jobs.get(i).name() + ".{}', $.run_id)")
                    .put("--business-date.$", "$.business_date");
            String job = jobs.get(i).name();
            RunNeeds.of(jobs.get(i))
                    .forEach(name -> arguments.put("--" + name + ".$", "$.arguments['" + job + "']['" + name + "']"));
            // The next state gets the same input.
            state.putNull("ResultPath");
            if (i + 1 < jobs.size()) {
                state.put("Next", jobs.get(i + 1).name());
            } else {
                state.put("End", true);
            }
        }
        return machine;
    }
}
