package io.tripmill.jobs.local;

import io.tripmill.job.Args;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Location;
import io.tripmill.job.Param;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.jobs.local.torture.KillCampaign;
import io.tripmill.jobs.local.torture.RowMultiset;
import io.tripmill.jobs.local.torture.Step;
import io.tripmill.run.Progress;
import io.tripmill.run.Runner;
import io.tripmill.run.SparkSettings;
import io.tripmill.run.Storage;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** Kills the jobs, runs them again, and counts what is different from the tables of runs that nobody killed. */
final class TortureCommand {
    static final String NAME = "torture";
    static final String SENTENCE =
            "Kills runs of every job, runs them again, and counts what differs from undisturbed runs.";

    /** How many commits are tried. */
    enum Commits {
        /** A process ends before and after every commit of every job. */
        EVERY,
        /** None is sought out; kills at random meet them by chance. */
        NONE
    }

    private static final Param<Integer> KILLS =
            Param.wholeNumber("kills", "How many processes to kill at random.").where("0 or more", kills -> kills >= 0);
    private static final Param<Integer> SEED = Param.wholeNumber(
            "seed", "When they are killed: an equal seed draws equal times, though a machine is never as quick twice.");
    private static final Param<Commits> COMMITS = Param.oneOf(
                    "commits", "Whether to kill a process before and after every commit too.", Commits.class)
            .orElse(Commits.EVERY);
    private static final Param<Integer> VEHICLES =
            Param.wholeNumber("vehicles", "How many vehicles the city has.").orElse(30);
    private static final Param<Location> FOLDER = Param.location(
                    "folder",
                    "A local folder for the city and the lakes; what an earlier campaign left there is removed.")
            .orElse(Location.of(System.getProperty("tripmill.home", "") + "/target/torture"));

    private static final Param<String> JDBC_URL = Param.text(
                    "jdbc-url",
                    "A PostgreSQL, jdbc:postgresql://HOST:PORT/DATABASE, into which load-warehouse loads; left out, it does not run.")
            .optional();
    private static final Param<String> JDBC_USER = Param.text(
                    "jdbc-user", "Who loads, and makes a schema for each lake.")
            .optional();
    private static final Param<Location> PASSWORD_FILE = Param.location(
                    "password-file", "A file whose first line is the password of --jdbc-user.")
            .optional();

    static final List<Param<?>> PARAMS =
            List.of(KILLS, SEED, COMMITS, VEHICLES, FOLDER, JDBC_URL, JDBC_USER, PASSWORD_FILE);

    private final PrintStream out;
    private final PrintStream err;

    TortureCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    void torture(List<String> argv) {
        Args args = Args.parse(NAME, PARAMS, argv);
        Path folder = Path.of(args.get(FOLDER).path().toUri().getPath());
        SparkSession spark = SparkSettings.open("tripmill torture");
        Storage storage = new Storage(spark.sparkContext().hadoopConfiguration());
        for (String made : List.of("city", "undisturbed", "commits", "random", "logs")) {
            storage.deleteFolder(args.get(FOLDER).child(made));
        }
        Path logs = folder(folder.resolve("logs"));
        Optional<TortureWarehouse> warehouse = warehouse(args, storage);
        TortureSteps steps = new TortureSteps(city(args, folder), folder, warehouse);
        steps.leftOut().forEach((job, reason) -> err.println(job + " is left out: " + reason));

        Runner runner = new Runner(() -> spark, JobCatalog.tables(), Clock.systemUTC(), Progress.SILENT, report -> {});
        err.println("running undisturbed");
        Path undisturbed = folder.resolve("undisturbed");
        warehouse.ifPresent(into -> into.prepare(undisturbed));
        Consumer<Step> inThisProcess = step -> runner.run(JobCatalog.named(step.job()), step.arguments());
        steps.at(undisturbed).forEach(inThisProcess);
        TortureResult results = new TortureResult(spark, storage, warehouse);
        Map<String, RowMultiset> expected = results.tables(undisturbed);

        KillCampaign campaign = new KillCampaign(logs, err);
        long differences = 0;
        int atCommits = 0;
        if (args.get(COMMITS) == Commits.EVERY) {
            Path root = folder.resolve("commits");
            warehouse.ifPresent(into -> into.prepare(root));
            atCommits = campaign.killAtEveryCommit(steps.at(root), root);
            differences += differences(expected, results.tables(root));
        }
        int atRandom = 0;
        int round = 0;
        while (atRandom < args.get(KILLS)) {
            Path root = folder.resolve("random/" + round);
            warehouse.ifPresent(into -> into.prepare(root));
            atRandom += campaign.killAtRandom(
                    steps.at(root), args.get(SEED), round, args.get(KILLS) - atRandom, inThisProcess);
            differences += differences(expected, results.tables(root));
            round++;
        }
        out.printf(
                Locale.ROOT,
                "tables: %d%nrows: %d%nkills at commits: %d%nkills at random: %d%ndifferences: %d%n",
                expected.size(),
                expected.values().stream().mapToLong(RowMultiset::size).sum(),
                atCommits,
                atRandom,
                differences);
        if (differences > 0) {
            throw new RunFailure(
                    ErrorCode.INTERNAL,
                    differences + " rows or files differ from those of undisturbed runs.",
                    "Compare the lakes in '" + folder + "', and report it.");
        }
    }

    private Path city(Args args, Path folder) {
        Path city = folder.resolve("city");
        new GenerateCity(err)
                .generate(List.of(
                        "--vehicles=" + args.get(VEHICLES), "--days=2", "--seed=" + args.get(SEED), "--out=" + city));
        return city;
    }

    private static Optional<TortureWarehouse> warehouse(Args args, Storage storage) {
        return args.find(JDBC_URL)
                .map(url -> new TortureWarehouse(
                        url,
                        args.find(JDBC_USER).orElse(""),
                        args.find(PASSWORD_FILE).flatMap(storage::read).flatMap(text -> text.lines()
                                .findFirst()),
                        args.find(PASSWORD_FILE)));
    }

    private long differences(Map<String, RowMultiset> expected, Map<String, RowMultiset> found) {
        RowMultiset none = new RowMultiset(Map.of());
        return Stream.concat(expected.keySet().stream(), found.keySet().stream())
                .distinct()
                .mapToLong(table -> {
                    long ofTable = expected.getOrDefault(table, none).differences(found.getOrDefault(table, none));
                    if (ofTable > 0) {
                        err.println(table + ": " + ofTable + " rows differ");
                    }
                    return ofTable;
                })
                .sum();
    }

    private static Path folder(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
