package io.tripmill.jobs.local.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.doc.HelpPage;
import io.tripmill.job.Args;
import io.tripmill.job.CatalogDatabase;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.JobSpec;
import io.tripmill.job.Location;
import io.tripmill.job.Param;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.jobs.glue.GlueJob;
import io.tripmill.jobs.glue.GlueSite;
import io.tripmill.run.SparkSettings;
import io.tripmill.run.aws.AwsClients;
import io.tripmill.run.aws.AwsProblem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;

/** Defines the jobs on AWS Glue: uploads what they need, creates those that are missing and changes those that differ. */
public final class DeployCommand {
    public static final String NAME = "deploy";
    private static final String SENTENCE =
            "Uploads the job jar, the driver and rulesets, and creates or changes the jobs on AWS Glue; prints a plan first.";

    private static final Param<String> BUCKET = Param.text("bucket", "The bucket for the code.")
            .where(
                    "the name of a bucket: 3 to 63 lower-case letters, digits, dots and hyphens",
                    name -> name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"));
    private static final Param<String> ROLE = Param.text("role", "Name or ARN of the IAM role that the jobs run as.");
    private static final Param<String> PREFIX = Param.text("prefix", "The prefix for the code in that bucket.")
            .where("without slashes at its ends", prefix -> !prefix.startsWith("/") && !prefix.endsWith("/"))
            .orElse("tripmill");
    private static final Param<GlueVersion> GLUE_VERSION = Param.of(
                    "glue-version",
                    "The version of Glue; each has a jar of its own.",
                    GlueVersion.numbers(),
                    GlueVersion::of,
                    GlueVersion::toString)
            .orElse(GlueVersion.GLUE_5_1);
    private static final Param<Location> LAKE = onS3("lake", "Root of the lake; s3://BUCKET/lake if left out.");
    private static final Param<Location> LANDING =
            onS3("landing", "Folder of the landing files; s3://BUCKET/landing if left out.");
    private static final Param<CatalogDatabase> CATALOG_DATABASE = Param.of(
                    "catalog-database",
                    "A database of the Glue Data Catalog in which every run registers its tables; none if left out.",
                    "NAME",
                    CatalogDatabase::of,
                    CatalogDatabase::toString)
            .optional();
    private static final Param<Location> RULESETS = Param.location(
                    "rulesets", "A local folder; its .dqdl and .json files are uploaded to PREFIX/rulesets.")
            .where("a local folder", folder -> folder.uri().startsWith("file:"))
            .optional();
    private static final Param<Boolean> DRY_RUN = Param.of(
                    "dry-run",
                    "Prints the plan and changes nothing.",
                    "true|false",
                    DeployCommand::flag,
                    String::valueOf)
            .orElse(false);
    private static final List<Param<?>> PARAMS =
            List.of(BUCKET, ROLE, PREFIX, GLUE_VERSION, LAKE, LANDING, CATALOG_DATABASE, RULESETS, DRY_RUN);

    private final Path home;
    private final PrintStream out;

    /**
     * The command.
     *
     * @param home the clone, in which the jar was built
     */
    public DeployCommand(Path home, PrintStream out) {
        this.home = home;
        this.out = out;
    }

    public static String help() {
        return HelpPage.ofCommand(NAME, SENTENCE, PARAMS);
    }

    /**
     * Prints the plan and carries it out.
     *
     * @throws RunFailure with {@link ErrorCode#DEPLOY} if AWS can't be reached or refuses
     */
    public void deploy(List<String> argv) {
        Args args = Args.parse(NAME, PARAMS, withFlags(argv));
        String code = "s3://" + args.get(BUCKET) + "/" + args.get(PREFIX);
        List<CodeFile> files = new ArrayList<>();
        try {
            GlueSite site = new GlueSite(
                    args.get(GLUE_VERSION).toString(),
                    args.get(ROLE),
                    code,
                    args.find(LAKE).map(Location::uri).orElse("s3://" + args.get(BUCKET) + "/lake"),
                    args.find(LANDING).map(Location::uri).orElse("s3://" + args.get(BUCKET) + "/landing"),
                    AwsClients.region(Optional.empty()).id());
            files.add(CodeFile.of(args.get(GLUE_VERSION).jarIn(home), site.jar()));
            files.add(CodeFile.of(home.resolve("glue-scripts/" + GlueJob.DRIVER_CLASS + ".scala"), site.driver()));
            args.find(RULESETS).ifPresent(folder -> files.addAll(rulesets(folder, code)));
            act(args, site, files);
        } catch (SdkException e) {
            AwsProblem problem = AwsProblem.of(e);
            throw new RunFailure(
                    ErrorCode.DEPLOY,
                    problem.sentence(),
                    problem.remedy() + ", then deploy again: what is done already is left alone.",
                    e);
        }
    }

    private void act(Args args, GlueSite site, List<CodeFile> files) {
        try (S3CodeStore store = new S3CodeStore(AwsClients.s3(Optional.empty()), args.get(BUCKET));
                JobRegistry registry = new GlueJobRegistry(AwsClients.glue(Optional.empty()))) {
            store.expectBucket();
            List<JobChange> changes = JobCatalog.specs().stream()
                    .map(spec -> change(spec, site, args, registry))
                    .toList();
            DeployPlan plan = DeployPlan.of(files, store, changes);
            plan.print(out);
            if (!plan.isEmpty() && args.get(DRY_RUN)) {
                out.println("nothing was done: --dry-run");
            } else if (!plan.isEmpty()) {
                out.flush();
                plan.carryOut(store, registry);
                out.println("done");
            }
        }
    }

    private static JobChange change(JobSpec spec, GlueSite site, Args args, JobRegistry registry) {
        GlueJob job = new GlueJob(spec, site, SparkSettings.ALL);
        ObjectNode request = job.createJobRequest();
        args.find(CATALOG_DATABASE).ifPresent(database -> ((ObjectNode) request.get("DefaultArguments"))
                .put("--" + CATALOG_DATABASE.name(), database.toString()));
        return JobChange.of(job, request, registry.find(job.name()));
    }

    private static List<CodeFile> rulesets(Location folder, String code) {
        try (Stream<Path> files = Files.list(Path.of(folder.path().toUri().getPath()))) {
            return files.filter(file -> file.toString().matches(".*\\.(dqdl|json)"))
                    .sorted()
                    .map(file -> CodeFile.of(file, code + "/rulesets/" + file.getFileName()))
                    .toList();
        } catch (IOException e) {
            throw new RunFailure(
                    ErrorCode.INPUT_MISSING, "There is no folder '" + folder + "'.", "Correct --rulesets.", e);
        }
    }

    private static Param<Location> onS3(String name, String meaning) {
        return Param.location(name, meaning)
                .where("on S3, such as s3://bucket/lake", place -> place.uri().matches("s3://[^/]+/.+"))
                .optional();
    }

    private static Boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("neither true nor false");
        }
        return Boolean.valueOf(text);
    }

    /** {@code --dry-run} may stand without a value. */
    private static List<String> withFlags(List<String> argv) {
        String flag = "--" + DRY_RUN.name();
        List<String> written = new ArrayList<>(argv);
        for (int i = 0; i < argv.size(); i++) {
            boolean hasValue = i + 1 < argv.size() && !argv.get(i + 1).startsWith("--");
            if (argv.get(i).equals(flag) && !hasValue) {
                written.set(i, flag + "=true");
            }
        }
        return written;
    }
}
