package io.tripmill.jobs.local.torture;

import java.util.List;

/**
 * One run of a job, repeated until it succeeds.
 *
 * @param name unlike that of any other step of the same steps
 * @param job the job's name
 * @param arguments all of them, the run id included
 */
public record Step(String name, String job, List<String> arguments) {
    public Step {
        arguments = List.copyOf(arguments);
    }
}
