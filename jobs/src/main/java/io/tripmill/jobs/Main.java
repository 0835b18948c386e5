package io.tripmill.jobs;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.GlueArguments;
import io.tripmill.job.Job;
import io.tripmill.job.RunFailure;
import io.tripmill.run.EmbeddedMetrics;
import io.tripmill.run.Progress;
import io.tripmill.run.RunReport;
import io.tripmill.run.Runner;
import io.tripmill.run.SparkSettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs one job: {@code --job NAME --lake URI [--name value ...]}. The same on Glue, with spark-submit and in the local launcher.
 *
 * <p>Returns when the job is done and throws when it failed; it never ends the JVM, since Glue takes that for a failure of its own
 * kind. The last line on standard output is {@code TRIPMILL} and the report as JSON, whether the run succeeded or not; on Glue the line
 * before it holds the run's metrics for CloudWatch.
 */
public final class Main {
    private static final String JOB = "--job";

    private Main() {}

    /** Runs the job that the arguments name. */
    public static void main(String[] argv) {
        List<String> rest = new ArrayList<>(List.of(argv));
        run(jobIn(rest), rest);
    }

    /** Runs one job with its own arguments. */
    public static RunReport run(Job job, List<String> argv) {
        return new Runner(
                        () -> SparkSettings.open("tripmill " + job.spec().name()),
                        JobCatalog.tables(),
                        Clock.systemUTC(),
                        Progress.to(System.err),
                        report -> {
                            if (GlueArguments.comeFromGlue(argv)) {
                                System.out.println(EmbeddedMetrics.of(report));
                            }
                            System.out.println("TRIPMILL " + report.toJson());
                        })
                .run(job, argv);
    }

    /** Takes {@code --job NAME} or {@code --job=NAME} out of the arguments. */
    private static Job jobIn(List<String> argv) {
        for (int i = 0; i < argv.size(); i++) {
            if (argv.get(i).startsWith(JOB + "=")) {
                return JobCatalog.named(argv.remove(i).substring(JOB.length() + 1));
            }
            if (argv.get(i).equals(JOB) && i + 1 < argv.size()) {
                argv.remove(i);
                return JobCatalog.named(argv.remove(i));
            }
        }
        throw new RunFailure(
                ErrorCode.ARGUMENT,
                "No job is named.",
                "Add --job NAME; the jobs are: "
                        + String.join(
                                ", ",
                                JobCatalog.specs().stream()
                                        .map(spec -> spec.name())
                                        .toList()) + ".");
    }
}
