package io.tripmill.jobs.glue;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.job.JobSpec;
import io.tripmill.job.LandingJob;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One job of AWS Glue, derived from the declaration of a job.
 *
 * <p>Nothing but the version of Glue and the jar differs between Glue 5.1 and 6.0.
 *
 * @param spec the declaration that it derives from
 * @param site where it is defined
 * @param sparkSettings what the session must be made with, since Glue makes it before the job's main is called
 */
public record GlueJob(JobSpec spec, GlueSite site, Map<String, String> sparkSettings) {
    /** The object of the driver; the jar holds no class of this name, or Glue would call that one. */
    public static final String DRIVER_CLASS = "TripmillJob";

    /** What the names of the log groups begin with: {@code /output} has what jobs print, {@code /error} the log of Spark and Glue. */
    /** Without it S3A looks for every bucket in us-east-2. */
    static final String REGION_OF_S3A = "spark.hadoop.fs.s3a.endpoint.region";

    /** What the names of all jobs begin with. */
    static final String NAMES = "tripmill-";

    public static final String LOG_GROUPS = "/aws-glue/tripmill";

    /** Four cores and 16 GB. */
    static final String WORKER_TYPE = "G.1X";

    /** The most that a run may use; Glue adds workers while tasks wait, gives them back, and bills what was used. */
    static final int MAX_WORKERS = 10;

    static final int TIMEOUT_MINUTES = 120;

    private static final ObjectMapper JSON = new ObjectMapper();

    public GlueJob {
        requireNonNull(spec, "spec");
        requireNonNull(site, "site");
        sparkSettings = Collections.unmodifiableMap(new TreeMap<>(sparkSettings));
    }

    /** The name in Glue: {@code tripmill-} and the name of the job. */
    public String name() {
        return nameOf(spec);
    }

    static String nameOf(JobSpec spec) {
        return NAMES + spec.name();
    }

    /** The request of {@code CreateJob}: name, {@link #definition} and tags. */
    public ObjectNode createJobRequest() {
        ObjectNode request = JSON.createObjectNode().put("Name", name());
        request.setAll(definition());
        request.putObject("Tags").put("application", "tripmill").put("tripmill-job", spec.name());
        return request;
    }

    /** The fields that {@code CreateJob} and {@code JobUpdate} share. */
    public ObjectNode definition() {
        ObjectNode job = JSON.createObjectNode()
                .put("Description", spec.sentence())
                .put("Role", site.role())
                .put("GlueVersion", site.glueVersion());
        job.putObject("Command").put("Name", "glueetl").put("ScriptLocation", site.driver());
        ObjectNode arguments = job.putObject("DefaultArguments");
        defaultArguments().forEach(arguments::put);
        job.put("WorkerType", WORKER_TYPE)
                .put("NumberOfWorkers", MAX_WORKERS)
                .put("ExecutionClass", JobFlow.isRepair(spec) ? "FLEX" : "STANDARD")
                .put("Timeout", TIMEOUT_MINUTES)
                // The scheduler retries. Did Glue retry too, the scheduler's own would meet a run that it knows nothing
                // of.
                .put("MaxRetries", 0);
        // Two runs of a job would write to the same tables, and the later of them be refused when it commits.
        job.putObject("ExecutionProperty").put("MaxConcurrentRuns", 1);
        return job;
    }

    /** What every run is given, unless its own arguments say otherwise: Glue's arguments, then the job's. */
    public Map<String, String> defaultArguments() {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("--job-language", "scala");
        arguments.put("--class", DRIVER_CLASS);
        arguments.put("--extra-jars", site.jar());
        arguments.put("--datalake-formats", "delta");
        arguments.put("--conf", conf());
        // Without it Glue may make a bucket of its own.
        arguments.put("--TempDir", site.lake() + "/control/glue-temp/");
        arguments.put("--job-bookmark-option", "job-bookmark-disable");
        arguments.put("--enable-auto-scaling", "true");
        arguments.put("--enable-metrics", "true");
        arguments.put("--enable-observability-metrics", "true");
        arguments.put("--custom-logGroup-prefix", LOG_GROUPS);
        arguments.put("--job", spec.name());
        arguments.put("--lake", site.lake());
        if (spec.takes().contains(LandingJob.LANDING)) {
            arguments.put("--landing", site.landing());
        }
        return Collections.unmodifiableMap(arguments);
    }

    private String conf() {
        return REGION_OF_S3A + "=" + site.region() + " --conf " + conf(sparkSettings);
    }

    /** Several settings are one value for Glue: {@code a=1 --conf b=2}. */
    static String conf(Map<String, String> sparkSettings) {
        return new TreeMap<>(sparkSettings)
                .entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining(" --conf "));
    }
}
