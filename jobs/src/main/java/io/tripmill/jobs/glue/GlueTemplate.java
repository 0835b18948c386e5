package io.tripmill.jobs.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.job.JobSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The CloudFormation template: for each job its definition and a role of its own, then what all share: log groups, and the alarm
 * on runs that don't succeed.
 */
final class GlueTemplate {
    private static final GlueSite SITE = new GlueSite(
            "${GlueVersion}",
            "",
            "s3://${CodeBucket}/${CodePrefix}",
            "s3://${LakeBucket}/${LakePrefix}",
            "s3://${LandingBucket}/${LandingPrefix}",
            "${AWS::Region}");
    private static final List<String> FAILED_STATES = List.of("FAILED", "TIMEOUT", "STOPPED", "ERROR");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode template = JSON.createObjectNode();
    private final Map<String, String> sparkSettings;

    private GlueTemplate(Map<String, String> sparkSettings) {
        this.sparkSettings = sparkSettings;
    }

    /** The template as a tree, functions in their long form. */
    static ObjectNode of(List<JobSpec> specs, Map<String, String> sparkSettings) {
        GlueTemplate template = new GlueTemplate(sparkSettings);
        template.head();
        ObjectNode resources = template.template.putObject("Resources");
        resource(resources, "JobPolicy", "AWS::IAM::ManagedPolicy")
                .set("PolicyDocument", substituted(JobPermissions.shared()));
        specs.forEach(spec -> template.job(resources, spec));
        template.logs(resources);
        template.alarm(resources, specs);
        template.template
                .putObject("Outputs")
                .putObject("AlarmTopic")
                .put("Description", "The topic for a scheduler that raises the alarms itself.")
                .set("Value", ref("AlarmTopic"));
        return template.template;
    }

    private void head() {
        template.put("AWSTemplateFormatVersion", "2010-09-09")
                .put(
                        "Description",
                        "The jobs of Tripmill on AWS Glue, a role for each, their logs and the alarm on failure.");
        ObjectNode parameters = template.putObject("Parameters");
        ObjectNode version = parameter(parameters, "GlueVersion", "Chooses the job jar too.", "5.1");
        version.putArray("AllowedValues").add("5.1").add("6.0");
        place(parameters, "Code", "the job jar, the driver, rulesets and profiles", "tripmill");
        place(parameters, "Lake", "the lake", "lake");
        place(parameters, "Landing", "the landing files", "landing");
        ObjectNode alarms = parameter(
                parameters,
                "Alarms",
                "DISABLED where a scheduler raises them: it knows a backfill, which is to be quiet.",
                "ENABLED");
        alarms.putArray("AllowedValues").add("ENABLED").add("DISABLED");
        parameter(parameters, "AlarmEmail", "Who is told of a run that did not succeed; empty for nobody.", "");
        parameter(
                parameters,
                "CatalogDatabase",
                "The database of the Data Catalog in which runs may register their tables; empty for none.",
                "");
        parameter(
                parameters,
                "MorePolicyArn",
                "A managed policy for what jobs need besides, such as a KMS key or the buckets of a layout file; empty for none.",
                "");
        ObjectNode retention = parameter(parameters, "LogRetentionDays", "How long logs are kept.", "90");
        retention.put("Type", "Number");
        ObjectNode conditions = template.putObject("Conditions");
        List.of("AlarmEmail", "CatalogDatabase", "MorePolicyArn").forEach(name -> conditions
                .putObject("Has" + name)
                .putArray("Fn::Not")
                .addObject()
                .putArray("Fn::Equals")
                .add(ref(name))
                .add(""));
    }

    private static ObjectNode parameter(ObjectNode parameters, String name, String description, String fallback) {
        return parameters
                .putObject(name)
                .put("Type", "String")
                .put("Description", description)
                .put("Default", fallback);
    }

    private static void place(ObjectNode parameters, String name, String what, String prefix) {
        parameters
                .putObject(name + "Bucket")
                .put("Type", "String")
                .put("Description", "The bucket of " + what + ".")
                .put("AllowedPattern", "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
        parameter(parameters, name + "Prefix", "The prefix in it, without slashes at its ends.", prefix)
                .put("AllowedPattern", "[^/*?]([^*?]*[^/*?])?");
    }

    private void job(ObjectNode resources, JobSpec spec) {
        String name = idOf(spec);
        ObjectNode role = resource(resources, name + "Role", "AWS::IAM::Role");
        role.set("AssumeRolePolicyDocument", document(allow("sts:AssumeRole").set("Principal", service("glue"))));
        ObjectNode policy = role.putArray("Policies").addObject().put("PolicyName", spec.name());
        policy.set("PolicyDocument", substituted(new JobPermissions(spec).document()));
        ArrayNode managed = role.putArray("ManagedPolicyArns").add(ref("JobPolicy"));
        managed.addObject()
                .putArray("Fn::If")
                .add("HasMorePolicyArn")
                .add(ref("MorePolicyArn"))
                .add(ref("AWS::NoValue"));

        GlueJob job = new GlueJob(spec, SITE.withRole("${" + name + "Role.Arn}"), sparkSettings);
        resource(resources, name + "Job", "AWS::Glue::Job").setAll((ObjectNode) substituted(job.createJobRequest()));
    }

    private void logs(ObjectNode resources) {
        for (String stream : List.of("Output", "Error")) {
            resource(resources, stream + "Logs", "AWS::Logs::LogGroup")
                    .put("LogGroupName", GlueJob.LOG_GROUPS + "/" + stream.toLowerCase(Locale.ROOT))
                    .set("RetentionInDays", ref("LogRetentionDays"));
        }
    }

    private void alarm(ObjectNode resources, List<JobSpec> specs) {
        ObjectNode topic = resource(resources, "AlarmTopic", "AWS::SNS::Topic");
        topic.put("DisplayName", "Tripmill");
        ObjectNode subscription = resource(resources, "AlarmSubscription", "AWS::SNS::Subscription");
        ((ObjectNode) resources.get("AlarmSubscription")).put("Condition", "HasAlarmEmail");
        subscription.put("Protocol", "email").set("Endpoint", ref("AlarmEmail"));
        subscription.set("TopicArn", ref("AlarmTopic"));
        ObjectNode policy = resource(resources, "AlarmTopicPolicy", "AWS::SNS::TopicPolicy");
        policy.putArray("Topics").add(ref("AlarmTopic"));
        ObjectNode publish = allow("sns:Publish");
        publish.set("Principal", service("events"));
        publish.set("Resource", ref("AlarmTopic"));
        policy.set("PolicyDocument", document(publish));

        ObjectNode rule = resource(resources, "FailureRule", "AWS::Events::Rule");
        rule.put("Description", "A run of a job of Tripmill did not succeed.").set("State", ref("Alarms"));
        ObjectNode pattern = rule.putObject("EventPattern");
        pattern.putArray("source").add("aws.glue");
        pattern.putArray("detail-type").add("Glue Job State Change");
        ObjectNode detail = pattern.putObject("detail");
        specs.forEach(spec -> detail.withArray("/jobName").add(GlueJob.nameOf(spec)));
        FAILED_STATES.forEach(state -> detail.withArray("/state").add(state));
        ObjectNode target = rule.putArray("Targets").addObject().put("Id", "topic");
        target.set("Arn", ref("AlarmTopic"));
        ObjectNode words = target.putObject("InputTransformer");
        words.putObject("InputPathsMap")
                .put("job", "$.detail.jobName")
                .put("run", "$.detail.jobRunId")
                .put("state", "$.detail.state")
                .put("message", "$.detail.message");
        words.put("InputTemplate", "\"<job> ended in <state>: <message> (run <run>)\"");

        ObjectNode alarm = resource(resources, "FailureAlarm", "AWS::CloudWatch::Alarm");
        alarm.put("AlarmDescription", "A run of a job of Tripmill did not succeed; the topic names it.")
                .put("Namespace", "AWS/Events")
                .put("MetricName", "TriggeredRules")
                .put("Statistic", "Sum")
                .put("Period", 300)
                .put("EvaluationPeriods", 1)
                .put("Threshold", 1)
                .put("ComparisonOperator", "GreaterThanOrEqualToThreshold")
                .put("TreatMissingData", "notBreaching");
        alarm.putArray("Dimensions").addObject().put("Name", "RuleName").set("Value", ref("FailureRule"));
    }

    /** Adds a resource and gives its properties. */
    private static ObjectNode resource(ObjectNode resources, String id, String type) {
        return resources.putObject(id).put("Type", type).putObject("Properties");
    }

    private static String idOf(JobSpec spec) {
        StringBuilder id = new StringBuilder();
        for (String word : spec.name().split("-", -1)) {
            id.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return id.toString();
    }

    private static ObjectNode allow(String action) {
        return JSON.createObjectNode().put("Effect", "Allow").put("Action", action);
    }

    private static ObjectNode service(String name) {
        return JSON.createObjectNode().put("Service", name + ".amazonaws.com");
    }

    private static ObjectNode document(JsonNode statement) {
        ObjectNode document = JSON.createObjectNode().put("Version", "2012-10-17");
        document.putArray("Statement").add(statement);
        return document;
    }

    private static ObjectNode ref(String name) {
        return JSON.createObjectNode().put("Ref", name);
    }

    /** The same tree with every text that holds a placeholder as {@code Fn::Sub}. */
    private static JsonNode substituted(JsonNode tree) {
        if (tree.isTextual() && tree.asText().contains("${")) {
            return JSON.createObjectNode().put("Fn::Sub", tree.asText());
        }
        if (tree.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            tree.properties().forEach(member -> object.set(member.getKey(), substituted(member.getValue())));
            return object;
        }
        if (tree.isArray()) {
            ArrayNode list = JSON.createArrayNode();
            tree.forEach(element -> list.add(substituted(element)));
            return list;
        }
        return tree;
    }
}
