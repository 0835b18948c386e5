package io.tripmill.jobs.glue;

import static io.tripmill.jobs.glue.CloudFormation.ref;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What whoever deploys the template may say: where code, lake and landing files are, and how jobs run and tell. */
record TemplateParameters(ObjectNode parameters) {
    /** Parameters that may be left empty; the condition {@code Has<name>} tells whether one is not. */
    private static final List<String> OPTIONAL = List.of("AlarmEmail", "CatalogDatabase", "MorePolicyArn");

    /** Adds the parameters, and the conditions on them, to a template. */
    static void addTo(ObjectNode template) {
        TemplateParameters parameters = new TemplateParameters(template.putObject("Parameters"));
        parameters.places();
        parameters.runs();
        parameters.alarms();
        parameters.access();
        ObjectNode conditions = template.putObject("Conditions");
        OPTIONAL.forEach(name -> conditions
                .putObject("Has" + name)
                .putArray("Fn::Not")
                .addObject()
                .putArray("Fn::Equals")
                .add(ref(name))
                .add(""));
    }

    private void places() {
        place("Code", "the job jar, the driver, rulesets and profiles", "tripmill");
        place("Lake", "the lake", "lake");
        place("Landing", "the landing files", "landing");
    }

    private void runs() {
        oneOf("GlueVersion", "Chooses the job jar too.", "5.1", "6.0");
        // Both run the execution class FLEX too, which larger ones do not.
        oneOf("WorkerType", "The workers of every job; a run may be given others.", GlueJob.WORKER_TYPE, "G.2X");
        number(
                        "MaxWorkers",
                        "The most workers that a run of a job may use; what it does not need is not billed.",
                        GlueJob.MAX_WORKERS)
                .put("MinValue", 2);
        number("LogRetentionDays", "How long logs are kept.", 90);
    }

    private void alarms() {
        oneOf(
                "Alarms",
                "DISABLED where a scheduler raises them: it knows a backfill, which is to be quiet.",
                "ENABLED",
                "DISABLED");
        text("AlarmEmail", "Who is told of a run that did not succeed; empty for nobody.", "");
    }

    private void access() {
        text(
                "CatalogDatabase",
                "The database of the Data Catalog in which runs may register their tables; empty for none.",
                "");
        text(
                "MorePolicyArn",
                "A managed policy for what jobs need besides, such as a KMS key or the buckets of a layout file; empty for none.",
                "");
    }

    private void place(String name, String what, String prefix) {
        parameters
                .putObject(name + "Bucket")
                .put("Type", "String")
                .put("Description", "The bucket of " + what + ".")
                .put("AllowedPattern", "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
        // A wildcard or a variable would widen the policies.
        text(name + "Prefix", "The prefix in it, without slashes at its ends.", prefix)
                .put("AllowedPattern", "[^/*?$]([^*?$]*[^/*?$])?");
    }

    private void oneOf(String name, String description, String fallback, String other) {
        text(name, description, fallback)
                .putArray("AllowedValues")
                .add(fallback)
                .add(other);
    }

    private ObjectNode number(String name, String description, int fallback) {
        return text(name, description, String.valueOf(fallback)).put("Type", "Number");
    }

    private ObjectNode text(String name, String description, String fallback) {
        return parameters
                .putObject(name)
                .put("Type", "String")
                .put("Description", description)
                .put("Default", fallback);
    }
}
