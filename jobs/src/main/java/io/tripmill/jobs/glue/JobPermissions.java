package io.tripmill.jobs.glue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.job.JobSpec;
import io.tripmill.job.LandingJob;
import io.tripmill.schema.Layer;
import java.util.List;

/**
 * What the role of one job may do, with the placeholders of the template. Every job may read the code and the lake, since a rule may
 * name any of its tables, write the lake's own books, log and measure; a job of its own may write the tables that it declares, and read
 * the landing files if it does.
 */
record JobPermissions(JobSpec spec) {
    private static final String LAKE = "${LakeBucket}/${LakePrefix}";
    private static final String LANDING = "${LandingBucket}/${LandingPrefix}";
    private static final String CODE = "${CodeBucket}/${CodePrefix}";
    private static final String IN_THIS_REGION = "${AWS::Region}:${AWS::AccountId}:";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The policy of every job. */
    static ObjectNode shared() {
        ObjectNode document = JSON.createObjectNode().put("Version", "2012-10-17");
        ArrayNode statements = document.putArray("Statement");
        read(statements, "Code", CODE);
        read(statements, "Lake", LAKE);
        write(statements, "WriteBooks").add(s3(LAKE + "/" + Layer.CONTROL.folder() + "/*"));
        allow(statements, "Log", "logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents")
                .add(arn("logs", IN_THIS_REGION + "log-group:" + GlueJob.LOG_GROUPS + "/*"));
        allow(statements, "Measure", "cloudwatch:PutMetricData").add("*");
        last(statements).putObject("Condition").putObject("StringEquals").put("cloudwatch:namespace", "Glue");
        allow(statements, "KnowJobs", "glue:GetJob", "glue:GetJobRun", "glue:GetJobRuns")
                .add(arn("glue", IN_THIS_REGION + "job/" + GlueJob.NAMES + "*"));
        register(statements);
        return document;
    }

    /** The policy of the job alone. */
    ObjectNode document() {
        ObjectNode document = JSON.createObjectNode().put("Version", "2012-10-17");
        ArrayNode statements = document.putArray("Statement");
        if (readsLanding()) {
            read(statements, "Landing", LANDING);
        }
        ArrayNode written = write(statements, "WriteTables");
        spec.writes()
                .forEach(table -> written.add(s3(LAKE + "/" + table.layer().folder() + "/" + table.name() + "/*")));
        return document;
    }

    /** Whether the job opens landing files: those that arrive or should, or those that it reads again. */
    private boolean readsLanding() {
        return spec.takes().contains(LandingJob.FORMAT) || spec.takes().contains(LandingJob.EXPECTATIONS);
    }

    private static void read(ArrayNode statements, String what, String place) {
        allow(statements, "Read" + what, "s3:GetObject").add(s3(place + "/*"));
        allow(statements, "List" + what, "s3:ListBucket").add(s3(place.substring(0, place.indexOf('/'))));
        String prefix = place.substring(place.indexOf('/') + 1);
        last(statements)
                .putObject("Condition")
                .putObject("StringLike")
                .putArray("s3:prefix")
                .add(prefix)
                .add(prefix + "/*");
    }

    private static ArrayNode write(ArrayNode statements, String id) {
        return allow(
                statements,
                id,
                "s3:PutObject",
                "s3:DeleteObject",
                "s3:AbortMultipartUpload",
                "s3:ListMultipartUploadParts");
    }

    private static void register(ArrayNode statements) {
        ArrayNode either = statements.addObject().putArray("Fn::If").add("HasCatalogDatabase");
        ArrayNode register = JSON.createArrayNode();
        ArrayNode resources = allow(
                register,
                "Register",
                "glue:GetDatabase",
                "glue:CreateDatabase",
                "glue:GetTable",
                "glue:CreateTable",
                "glue:UpdateTable");
        for (String resource : List.of("catalog", "database/${CatalogDatabase}", "table/${CatalogDatabase}/*")) {
            resources.add(arn("glue", IN_THIS_REGION + resource));
        }
        either.add(register.get(0)).addObject().put("Ref", "AWS::NoValue");
    }

    /** Adds a statement and gives its resources. */
    private static ArrayNode allow(ArrayNode statements, String id, String... actions) {
        ObjectNode statement = statements.addObject().put("Sid", id).put("Effect", "Allow");
        ArrayNode allowed = statement.putArray("Action");
        List.of(actions).forEach(allowed::add);
        return statement.putArray("Resource");
    }

    private static ObjectNode last(ArrayNode statements) {
        return (ObjectNode) statements.get(statements.size() - 1);
    }

    private static String s3(String place) {
        return "arn:${AWS::Partition}:s3:::" + place;
    }

    private static String arn(String service, String resource) {
        return "arn:${AWS::Partition}:" + service + ":" + resource;
    }
}
