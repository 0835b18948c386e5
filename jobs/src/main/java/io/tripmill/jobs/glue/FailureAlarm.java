package io.tripmill.jobs.glue;

import static io.tripmill.jobs.glue.CloudFormation.allows;
import static io.tripmill.jobs.glue.CloudFormation.ref;
import static io.tripmill.jobs.glue.CloudFormation.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.job.JobSpec;
import java.util.List;

/**
 * What tells of a run that did not succeed: a rule on Glue's events writes one sentence to a topic, and an alarm shows for dashboards
 * that the rule was met.
 */
record FailureAlarm(ObjectNode resources) {
    static final String TOPIC = "AlarmTopic";

    private static final String RULE = "FailureRule";
    private static final List<String> FAILED_STATES = List.of("FAILED", "TIMEOUT", "STOPPED", "ERROR");

    /** Adds the alarm on all runs of these jobs to the resources of a template. */
    static void addTo(ObjectNode resources, List<JobSpec> specs) {
        FailureAlarm alarm = new FailureAlarm(resources);
        alarm.topic();
        alarm.rule(specs);
        alarm.alarm();
    }

    private void topic() {
        resource(resources, TOPIC, "AWS::SNS::Topic").put("DisplayName", "Tripmill");
        ObjectNode policy = resource(resources, "AlarmTopicPolicy", "AWS::SNS::TopicPolicy");
        policy.putArray("Topics").add(ref(TOPIC));
        policy.set("PolicyDocument", allows("events", "sns:Publish", ref(TOPIC)));
        ObjectNode subscription = resource(resources, "AlarmSubscription", "AWS::SNS::Subscription");
        subscription.put("Protocol", "email").set("Endpoint", ref("AlarmEmail"));
        subscription.set("TopicArn", ref(TOPIC));
        resources.withObject("/AlarmSubscription").put("Condition", "HasAlarmEmail");
    }

    private void rule(List<JobSpec> specs) {
        ObjectNode rule = resource(resources, RULE, "AWS::Events::Rule");
        rule.put("Description", "A run of a job of Tripmill did not succeed.").set("State", ref("Alarms"));
        ObjectNode pattern = rule.putObject("EventPattern");
        pattern.putArray("source").add("aws.glue");
        pattern.putArray("detail-type").add("Glue Job State Change");
        ObjectNode detail = pattern.putObject("detail");
        specs.forEach(spec -> detail.withArray("/jobName").add(GlueJob.nameOf(spec)));
        FAILED_STATES.forEach(state -> detail.withArray("/state").add(state));
        ObjectNode target = rule.putArray("Targets").addObject().put("Id", "topic");
        target.set("Arn", ref(TOPIC));
        ObjectNode sentence = target.putObject("InputTransformer");
        sentence.putObject("InputPathsMap")
                .put("job", "$.detail.jobName")
                .put("run", "$.detail.jobRunId")
                .put("state", "$.detail.state")
                .put("message", "$.detail.message");
        sentence.put("InputTemplate", "\"<job> ended in <state>: <message> (run <run>)\"");
    }

    private void alarm() {
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
        alarm.putArray("Dimensions").addObject().put("Name", "RuleName").set("Value", ref(RULE));
    }
}
