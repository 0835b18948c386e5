package io.tripmill.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.doc.HelpPage;
import io.tripmill.job.Args;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.local.AlignedTable;
import io.tripmill.jobs.local.LocalSpark;
import io.tripmill.run.Causes;
import io.tripmill.run.Progress;
import io.tripmill.run.SparkSettings;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/**
 * The command {@code bench}. Standard output holds the results: {@code checksums equal}, tables, and as its last line {@code BENCH}
 * with the same as JSON. If the engines' rows differ it holds the differences instead, and no time.
 */
public final class Bench {
    static final List<Workload> WORKLOADS = List.of(
            new SessionizeWorkload(),
            new MovementsWorkload(),
            new IncrementalWorkload(),
            new IngestWorkload(),
            new AggregatesWorkload(),
            new QualityWorkload());

    private final PrintStream out;
    private final PrintStream err;
    private final Function<Integer, SparkSession> sessions;
    private final List<Workload> workloads;

    /**
     * @param sessions given the number of cores
     */
    Bench(PrintStream out, PrintStream err, Function<Integer, SparkSession> sessions, List<Workload> workloads) {
        this.out = out;
        this.err = err;
        this.sessions = sessions;
        this.workloads = List.copyOf(workloads);
    }

    /** Runs one workload and ends the JVM with its exit code: 0, 10 for wrong arguments, 70 where the engines differ. */
    public static void main(String[] argv) {
        System.exit(new Bench(System.out, System.err, Bench::session, WORKLOADS).command(List.of(argv)));
    }

    int command(List<String> argv) {
        try {
            act(argv);
            out.flush();
            return 0;
        } catch (ChecksumsDiffer differ) {
            out.println("checksums differ");
            differ.differences().forEach(out::println);
            out.flush();
            return ErrorCode.INTERNAL.exitCode();
        } catch (Exception | Error thrown) { // Scala throws checked exceptions that nobody declares
            RunFailure failure = Causes.failure(thrown);
            err.println(failure.getMessage());
            if (failure.code() == ErrorCode.INTERNAL) {
                failure.printStackTrace(err);
            }
            return failure.code().exitCode();
        }
    }

    private void act(List<String> argv) {
        if (argv.isEmpty() || List.of("help", "--help", "-h").contains(argv.get(0))) {
            out.print(argv.size() > 1 ? help(named(argv.get(1))) : usage());
            return;
        }
        Workload workload = named(argv.get(0));
        List<String> rest = argv.subList(1, argv.size());
        if (rest.contains("--help") || rest.contains("-h")) {
            out.print(help(workload));
            return;
        }
        Args args = Args.parse("bench " + workload.name(), workload.params(), rest);
        Progress progress = Progress.to(err);
        progress.stage("starting Spark on " + args.get(BenchParams.CORES) + " cores");
        SparkSession spark = sessions.apply(args.get(BenchParams.CORES));
        workload.sparkSettings().forEach(spark.conf()::set);
        try {
            print(workload, args, spark, workload.measure(args, spark, progress));
        } finally {
            workload.sparkSettings().keySet().forEach(spark.conf()::unset);
        }
    }

    private void print(Workload workload, Args args, SparkSession spark, Results results) {
        out.println("checksums equal");
        for (ResultTable table : results.tables()) {
            out.printf("%n%s%n", table.title());
            AlignedTable.print(table.header(), table.rows(), out);
        }
        ObjectNode json = results.json().objectNode().put("workload", workload.name());
        ObjectNode arguments = json.putObject("arguments");
        args.asTyped().forEach(arguments::put);
        json.put("spark", spark.version())
                .put("java", Runtime.version().toString())
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("heap_bytes", Runtime.getRuntime().maxMemory())
                .put("checksums_equal", true);
        json.setAll(results.json());
        out.printf("%nBENCH %s%n", json);
    }

    private Workload named(String name) {
        return workloads.stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RunFailure(
                        ErrorCode.ARGUMENT,
                        "There is no workload '" + name + "'.",
                        "The workloads are: "
                                + workloads.stream().map(Workload::name).collect(Collectors.joining(", ")) + "."));
    }

    private static String help(Workload workload) {
        return HelpPage.ofCommand("bench " + workload.name(), workload.sentence(), workload.params());
    }

    private String usage() {
        String lines = workloads.stream()
                .map(workload -> "  %-12s %s%n".formatted(workload.name(), workload.sentence()))
                .collect(Collectors.joining());
        return """
                tripmill bench WORKLOAD [--name value ...]
                tripmill bench help WORKLOAD

                Everything runs in one JVM with a heap of 4 GB (TRIPMILL_JAVA_OPTS=-Xmx8g gives another), by turns, after
                the results were compared. Wall seconds need a machine that does nothing else.

                workloads
                %s""".formatted(lines);
    }

    private static SparkSession session(int cores) {
        System.setProperty("spark.master", "local[" + cores + "]");
        System.setProperty("spark.sql.shuffle.partitions", Integer.toString(4 * cores));
        LocalSpark.prepare();
        return SparkSettings.open("tripmill bench");
    }
}
