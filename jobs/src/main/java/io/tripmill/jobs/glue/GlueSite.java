package io.tripmill.jobs.glue;

import static java.util.Objects.requireNonNull;

/**
 * Where jobs are defined: what of a definition is not the job's own. Every value may be a placeholder, such as {@code ${Lake}}, that is
 * replaced later.
 *
 * @param glueVersion {@code 5.1} or {@code 6.0}; it also chooses the jar
 * @param role name or ARN of the IAM role that the job runs as
 * @param code URI of the folder with the job jar and the driver, without a slash at its end
 * @param lake URI of the root of the lake, without a slash at its end
 * @param landing URIs of the landing files, as {@code --landing} takes them
 * @param region the region of the buckets
 */
public record GlueSite(String glueVersion, String role, String code, String lake, String landing, String region) {

    public GlueSite {
        requireNonNull(glueVersion, "glueVersion");
        requireNonNull(role, "role");
        requireNonNull(code, "code");
        requireNonNull(lake, "lake");
        requireNonNull(landing, "landing");
        requireNonNull(region, "region");
    }

    /** The same with another role. */
    public GlueSite withRole(String other) {
        return new GlueSite(glueVersion, other, code, lake, landing, region);
    }

    /** Where the job jar of this version of Glue is expected. */
    public String jar() {
        return code + "/tripmill-jobs-glue-" + glueVersion + ".jar";
    }

    /** Where the driver is expected, the Scala source that Glue compiles. */
    public String driver() {
        return code + "/" + GlueJob.DRIVER_CLASS + ".scala";
    }
}
