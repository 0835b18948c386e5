package io.tripmill.jobs.local;

import io.tripmill.doc.HelpPage;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.jobs.Main;
import io.tripmill.jobs.local.deploy.DeployCommand;
import io.tripmill.jobs.local.privacy.PrivacyReport;
import io.tripmill.jobs.local.report.ReportCommand;
import io.tripmill.run.Causes;
import io.tripmill.run.LiveStream;
import io.tripmill.run.Storage;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The commands of {@code glue-scripts/tripmill}. Standard output holds only the result; everything else goes to standard error.
 */
public final class Tripmill {
    private static final String USAGE = """
            tripmill demo                                    the whole pipeline on an imaginary city, with its tables
            tripmill run JOB --lake URI [--name value ...]   run a job, with the arguments of a Glue run
            tripmill jobs                                    the jobs
            tripmill help [JOB|demo|generate|quality|report|sql|torture|deploy] what a job reads, writes and accepts
            tripmill show TABLE --lake URI [--where SQL] [--columns A,B] [--limit N] [--format table|csv|json]
            tripmill matrix --lake URI --hour INSTANT [--format table|csv|json]   trips from cell to cell in one hour
            tripmill report --lake URI --out FILE [--business-date D] [--level aggregate|internal]   one page to look at
            tripmill sql STATEMENT [--limit N] [--format table|csv|json]   on tables of --catalog-database spark:NAME
            tripmill quality try RULES --table T --lake URI [--where SQL] [--as-of INSTANT] [--format table|json]
            tripmill quality suggest --table T --lake URI [--where SQL] [--as-of INSTANT]
            tripmill plan JOB --from D --to D --lake URI     what a backfill would read and replace, and what it would cost
            tripmill backfill JOB --from D --to D --lake URI [--parallel N] [--with-downstream]   a run for each day
            tripmill runs --lake URI [--business-date D] [--job J] [--format table|csv|json]   what became of the runs
            tripmill runs show ID | diff ID ID  --lake URI   all that one run did; how two runs differ
            tripmill explain T-...                           what a code means, who acts and what to do
            tripmill undo ID --lake URI [--layout URI]       the tables as they stood before a run
            tripmill verify MANIFEST                         whether a delivery is what its manifest.json says
            tripmill privacy-report --lake URI --consumer C  whether something hidden follows from a consumer's deliveries
            tripmill generate --vehicles N --days N --seed N --out URI   landing data of an imaginary city, and the truth
            tripmill deploy --bucket B --role R [--name value ...] [--dry-run]   the jobs, defined on AWS Glue
            tripmill torture --kills N --seed N [--commits every|none]   kill runs, run them again, and compare the tables
            tripmill bench WORKLOAD [--name value ...]       the jobs and engines, measured beside their peers
            """;

    /** Set by the launcher where standard error is a terminal. */
    private static final String COLUMNS = "tripmill.terminal.columns";

    private Tripmill() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] argv) {
        Optional.ofNullable(System.getProperty(COLUMNS)).map(Integer::valueOf).ifPresent(Tripmill::drawOn);
        System.exit(command(List.of(argv), System.out, System.err));
    }

    /** Before anything else is printed: loggers keep the streams that they find. */
    private static void drawOn(int columns) {
        LiveStream terminal = LiveStream.of(System.err, columns);
        System.setOut(terminal.beside(System.out));
        System.setErr(terminal);
    }

    /** Runs one command and returns the exit code. */
    static int command(List<String> argv, PrintStream out, PrintStream err) {
        try {
            act(argv, out, err);
            out.flush();
            return 0;
        } catch (RuntimeException | Error thrown) {
            RunFailure failure = Causes.failure(thrown);
            err.println(failure.getMessage());
            if (failure.code() == ErrorCode.INTERNAL) {
                failure.printStackTrace(err);
            }
            return failure.code().exitCode();
        }
    }

    private static void act(List<String> argv, PrintStream out, PrintStream err) {
        String command = argv.isEmpty() ? "help" : argv.get(0);
        List<String> rest = argv.isEmpty() ? argv : argv.subList(1, argv.size());
        if (rest.contains("--help") || rest.contains("-h")) {
            boolean isOfAJob = command.equals("run") && !rest.get(0).startsWith("-");
            out.print(help(isOfAJob ? rest.get(0) : command));
            return;
        }
        switch (command) {
            case "run" -> {
                LocalSpark.prepare();
                Main.run(JobCatalog.named(subject(rest, "run", "a job")), rest.subList(1, rest.size()));
            }
            case "show" -> {
                LocalSpark.prepare();
                new ShowTable(out, err).show(subject(rest, "show", "a table"), rest.subList(1, rest.size()));
            }
            case FlowMatrix.NAME -> {
                LocalSpark.prepare();
                new FlowMatrix(out).print(rest);
            }
            case ReportCommand.NAME -> {
                LocalSpark.prepare();
                new ReportCommand(err).write(rest);
            }
            case SqlStatement.NAME -> {
                LocalSpark.prepare();
                if (rest.isEmpty() || rest.get(0).startsWith("--")) {
                    throw new RunFailure(
                            ErrorCode.ARGUMENT,
                            "'sql' is given a statement first.",
                            "Write: tripmill sql \"SELECT * FROM mobility.trips\".");
                }
                new SqlStatement(out, err).run(rest.get(0), rest.subList(1, rest.size()));
            }
            case QualityCommand.NAME -> {
                LocalSpark.prepare();
                new QualityCommand(out).run(rest);
            }
            case Demo.NAME -> {
                LocalSpark.prepare();
                new Demo(out, err).show(rest);
            }
            case GenerateCity.NAME -> {
                LocalSpark.prepare();
                new GenerateCity(err).generate(rest);
            }
            case TortureCommand.NAME -> {
                LocalSpark.prepare();
                new TortureCommand(out, err).torture(rest);
            }
            case VerifyCommand.NAME -> {
                LocalSpark.prepare();
                new VerifyCommand(new Storage(GenerateCity.hadoop()), out).verify(manifest(rest));
            }
            case PrivacyReport.NAME -> {
                LocalSpark.prepare();
                new PrivacyReport(out).print(rest);
            }
            case RunsCommand.NAME -> {
                LocalSpark.prepare();
                new RunsCommand(new Storage(GenerateCity.hadoop()), Clock.systemUTC(), out).print(rest);
            }
            case ExplainCommand.NAME -> new ExplainCommand(out).explain(rest);
            case UndoCommand.NAME -> {
                LocalSpark.prepare();
                new UndoCommand(Clock.systemUTC(), out)
                        .undo(subject(rest, UndoCommand.NAME, "a run"), rest.subList(1, rest.size()));
            }
            case PlanCommand.NAME -> {
                LocalSpark.prepare();
                new PlanCommand(out).print(subject(rest, PlanCommand.NAME, "a job"), rest.subList(1, rest.size()));
            }
            case BackfillCommand.NAME -> {
                LocalSpark.prepare();
                new BackfillCommand(out, err)
                        .run(subject(rest, BackfillCommand.NAME, "a job"), rest.subList(1, rest.size()));
            }
            case DeployCommand.NAME ->
                new DeployCommand(Path.of(System.getProperty("tripmill.home", "")), out).deploy(rest);
            case "jobs" -> out.print(HelpPage.catalog(JobCatalog.specs()));
            case "help", "--help", "-h" -> out.print(rest.isEmpty() ? USAGE : help(rest.get(0)));
            default ->
                throw new RunFailure(
                        ErrorCode.ARGUMENT,
                        "There is no command '" + command + "'.",
                        "The commands are demo, run, jobs, help, show, matrix, report, sql, quality, plan, backfill, runs, explain,"
                                + " undo, verify, privacy-report, generate, torture and deploy.");
        }
    }

    private static String help(String name) {
        return switch (name) {
            case "run", "jobs", "help", VerifyCommand.NAME, ExplainCommand.NAME -> USAGE;
            case ShowTable.NAME -> HelpPage.ofCommand(ShowTable.NAME, ShowTable.SENTENCE, ShowTable.PARAMS);
            case FlowMatrix.NAME -> HelpPage.ofCommand(FlowMatrix.NAME, FlowMatrix.SENTENCE, FlowMatrix.PARAMS);
            case QualityCommand.NAME -> QualityCommand.help();
            case RunsCommand.NAME -> RunsCommand.help();
            case PrivacyReport.NAME -> PrivacyReport.help();
            case PlanCommand.NAME -> PlanCommand.help();
            case BackfillCommand.NAME -> BackfillCommand.help();
            case UndoCommand.NAME -> UndoCommand.help();
            case DeployCommand.NAME -> DeployCommand.help();
            case ReportCommand.NAME ->
                HelpPage.ofCommand(ReportCommand.NAME, ReportCommand.SENTENCE, ReportCommand.PARAMS);
            case SqlStatement.NAME -> HelpPage.ofCommand(SqlStatement.NAME, SqlStatement.SENTENCE, SqlStatement.PARAMS);
            case TortureCommand.NAME ->
                HelpPage.ofCommand(TortureCommand.NAME, TortureCommand.SENTENCE, TortureCommand.PARAMS);
            case Demo.NAME -> HelpPage.ofCommand(Demo.NAME, Demo.SENTENCE, Demo.PARAMS);
            case GenerateCity.NAME -> HelpPage.ofCommand(GenerateCity.NAME, GenerateCity.SENTENCE, GenerateCity.PARAMS);
            default -> HelpPage.of(JobCatalog.named(name).spec());
        };
    }

    private static String manifest(List<String> rest) {
        if (rest.size() != 1 || rest.get(0).startsWith("--")) {
            throw new RunFailure(
                    ErrorCode.ARGUMENT,
                    "'verify' names one manifest.",
                    "Write: tripmill verify OUTBOUND/od_flows/service_date=2026-03-01/manifest.json.");
        }
        return rest.get(0);
    }

    private static String subject(List<String> rest, String command, String what) {
        if (rest.isEmpty() || rest.get(0).startsWith("--")) {
            throw new RunFailure(
                    ErrorCode.ARGUMENT,
                    "'" + command + "' names " + what + " first.",
                    "Write: tripmill " + command + " NAME --lake URI.");
        }
        return rest.get(0);
    }
}
