package io.tripmill.jobs.glue;

import io.tripmill.job.JobSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of {@code glue-scripts} that derive from the declarations. */
public final class GlueScripts {
    /** What {@code envsubst} or another hand puts in the place of the words. */
    private static final GlueSite OF_ENVIRONMENT =
            new GlueSite("${GLUE_VERSION}", "${ROLE}", "${CODE}", "${LAKE}", "${LANDING}", "${AWS_REGION}");

    private GlueScripts() {}

    /**
     * The texts by their names, which may name a folder.
     *
     * @param sparkSettings what a session must be made with
     */
    public static Map<String, String> of(List<JobSpec> specs, Map<String, String> sparkSettings) {
        Map<String, String> files = new LinkedHashMap<>();
        for (JobSpec spec : specs) {
            GlueJob job = new GlueJob(spec, OF_ENVIRONMENT, sparkSettings);
            files.put("jobs/" + spec.name() + ".json", job.createJobRequest().toPrettyString() + "\n");
        }
        files.put(
                "template.yaml",
                "# Derived from the declarations of the jobs, which a test of the build compares.\n"
                        + Yaml.of(GlueTemplate.of(specs, sparkSettings)));
        return files;
    }
}
