package io.tripmill.jobs.glue;

import static io.tripmill.jobs.glue.CloudFormation.allows;
import static io.tripmill.jobs.glue.CloudFormation.ref;
import static io.tripmill.jobs.glue.CloudFormation.resource;
import static io.tripmill.jobs.glue.CloudFormation.substituted;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.job.JobSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The CloudFormation template: for each job its definition and a role of its own, then what all share: a policy, log groups, and the
 * alarm on runs that don't succeed.
 */
final class GlueTemplate {
    private static final GlueSite SITE = new GlueSite(
            "${GlueVersion}",
            "",
            "s3://${CodeBucket}/${CodePrefix}",
            "s3://${LakeBucket}/${LakePrefix}",
            "s3://${LandingBucket}/${LandingPrefix}",
            "${AWS::Region}");
    private static final String SHARED_POLICY = "JobPolicy";

    private final ObjectNode resources;
    private final Map<String, String> sparkSettings;

    private GlueTemplate(ObjectNode resources, Map<String, String> sparkSettings) {
        this.resources = resources;
        this.sparkSettings = sparkSettings;
    }

    /** The template as a tree, functions in their long form. */
    static ObjectNode of(List<JobSpec> specs, Map<String, String> sparkSettings) {
        ObjectNode template = new ObjectMapper()
                .createObjectNode()
                .put("AWSTemplateFormatVersion", "2010-09-09")
                .put(
                        "Description",
                        "The jobs of Tripmill on AWS Glue, a role for each, their logs and the alarm on failure.");
        TemplateParameters.addTo(template);
        // Once for all jobs: a template that is given in one call has 51,200 bytes at the most.
        template.putObject("Mappings")
                .putObject("Spark")
                .putObject("Settings")
                .put("Conf", GlueJob.conf(sparkSettings));
        ObjectNode resources = template.putObject("Resources");
        resource(resources, SHARED_POLICY, "AWS::IAM::ManagedPolicy")
                .set("PolicyDocument", substituted(JobPermissions.shared()));
        GlueTemplate jobs = new GlueTemplate(resources, sparkSettings);
        specs.forEach(spec -> {
            jobs.role(spec);
            jobs.job(spec);
        });
        jobs.logs();
        FailureAlarm.addTo(resources, specs);
        template.putObject("Outputs")
                .putObject(FailureAlarm.TOPIC)
                .put("Description", "The topic for a scheduler that raises the alarms itself.")
                .set("Value", ref(FailureAlarm.TOPIC));
        return template;
    }

    private void role(JobSpec spec) {
        ObjectNode role = resource(resources, roleOf(spec), "AWS::IAM::Role");
        role.set("AssumeRolePolicyDocument", allows("glue", "sts:AssumeRole"));
        role.putArray("Policies")
                .addObject()
                .put("PolicyName", spec.name())
                .set("PolicyDocument", substituted(new JobPermissions(spec).document()));
        ArrayNode managed = role.putArray("ManagedPolicyArns").add(ref(SHARED_POLICY));
        managed.addObject()
                .putArray("Fn::If")
                .add("HasMorePolicyArn")
                .add(ref("MorePolicyArn"))
                .add(ref("AWS::NoValue"));
    }

    private void job(JobSpec spec) {
        GlueJob job = new GlueJob(spec, SITE.withRole("${" + roleOf(spec) + ".Arn}"), sparkSettings);
        ObjectNode definition = resource(resources, idOf(spec) + "Job", "AWS::Glue::Job");
        definition.setAll((ObjectNode) substituted(job.createJobRequest()));
        ArrayNode conf = ((ObjectNode) definition.path("DefaultArguments"))
                .putObject("--conf")
                .putArray("Fn::Join")
                .add(" --conf ")
                .addArray();
        conf.addObject().put("Fn::Sub", GlueJob.REGION_OF_S3A + "=${AWS::Region}");
        conf.addObject().putArray("Fn::FindInMap").add("Spark").add("Settings").add("Conf");
        definition.set("WorkerType", ref("WorkerType"));
        definition.set("NumberOfWorkers", ref("MaxWorkers"));
    }

    private void logs() {
        for (String stream : List.of("Output", "Error")) {
            resource(resources, stream + "Logs", "AWS::Logs::LogGroup")
                    .put("LogGroupName", GlueJob.LOG_GROUPS + "/" + stream.toLowerCase(Locale.ROOT))
                    .set("RetentionInDays", ref("LogRetentionDays"));
        }
    }

    private static String roleOf(JobSpec spec) {
        return idOf(spec) + "Role";
    }

    private static String idOf(JobSpec spec) {
        StringBuilder id = new StringBuilder();
        for (String word : spec.name().split("-", -1)) {
            id.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return id.toString();
    }
}
