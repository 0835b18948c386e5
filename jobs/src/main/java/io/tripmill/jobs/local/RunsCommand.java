package io.tripmill.jobs.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.tripmill.doc.HelpPage;
import io.tripmill.job.Args;
import io.tripmill.job.CommonParams;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Param;
import io.tripmill.job.RunFailure;
import io.tripmill.run.LedgerEntry;
import io.tripmill.run.RunLedger;
import io.tripmill.run.Storage;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Tells what became of the runs of a lake, from their reports. Needs no Spark session, and writes nothing. */
final class RunsCommand {
    static final String NAME = "runs";

    private static final String SHOW = "show";
    private static final String DIFF = "diff";

    private static final Param<LocalDate> BUSINESS_DATE = Param.date(
                    "business-date", "Runs labelled with this date, and unlabelled ones that began on it (UTC).")
            .optional();
    private static final Param<String> JOB =
            Param.text("job", "Runs of this job.").optional();
    private static final Param<Duration> BUDGET = Param.positiveDuration(
                    "budget", "How long a run may take; one that has not ended by then is stale.")
            .orElse(LedgerEntry.LONGEST);
    private static final Param<Instant> AS_OF = Param.instant(
                    "as-of", "The instant that counts as now; the present one if left out.")
            .optional();
    private static final List<Param<?>> LIST_PARAMS = List.of(
            CommonParams.LAKE,
            BUSINESS_DATE,
            JOB,
            BUDGET,
            AS_OF,
            Printout.LIMIT,
            Printout.FORMAT,
            CommonParams.IGNORE_ARGUMENTS);
    private static final List<Param<?>> PARAMS =
            List.of(CommonParams.LAKE, Printout.FORMAT, CommonParams.IGNORE_ARGUMENTS);

    private static final StructType ENTRY = new StructType()
            .add("run_id", DataTypes.StringType)
            .add("job", DataTypes.StringType)
            .add("business_date", DataTypes.StringType)
            .add("state", DataTypes.StringType)
            .add("error_code", DataTypes.StringType)
            .add("rows_read", DataTypes.LongType)
            .add("rows_written", DataTypes.LongType)
            .add("rows_quarantined", DataTypes.LongType)
            .add("rules", DataTypes.StringType)
            .add("minutes", DataTypes.DoubleType)
            .add("budget_minutes", DataTypes.DoubleType)
            .add("late", DataTypes.BooleanType)
            .add("started_at", DataTypes.StringType);
    private static final StructType FACT =
            new StructType().add("what", DataTypes.StringType).add("value", DataTypes.StringType);
    private static final StructType DIFFERENCE = new StructType()
            .add("what", DataTypes.StringType)
            .add("first", DataTypes.StringType)
            .add("second", DataTypes.StringType);
    private static final int RUNS_OF_A_TABLE = 50;

    private final Storage storage;
    private final Clock clock;
    private final PrintStream out;

    RunsCommand(Storage storage, Clock clock, PrintStream out) {
        this.storage = storage;
        this.clock = clock;
        this.out = out;
    }

    static String help() {
        return HelpPage.ofCommand(
                        "runs",
                        "Lists the runs of a lake, the newest first: state, rows, rules, and minutes against the budget.",
                        LIST_PARAMS)
                + "\n"
                + HelpPage.ofCommand("runs show ID", "Prints all that one run told of itself.", PARAMS)
                + "\n"
                + HelpPage.ofCommand("runs diff ID ID", "Prints in what two runs differ.", PARAMS);
    }

    void print(List<String> argv) {
        String verb = argv.isEmpty() ? "" : argv.get(0);
        switch (verb) {
            case SHOW -> show(ids(argv, 1), argv.subList(2, argv.size()));
            case DIFF -> diff(ids(argv, 2), argv.subList(3, argv.size()));
            default -> list(argv);
        }
    }

    private static List<String> ids(List<String> argv, int count) {
        List<String> ids = argv.subList(1, Math.min(argv.size(), 1 + count));
        if (ids.size() < count || ids.stream().anyMatch(id -> id.startsWith("--"))) {
            throw new RunFailure(
                    ErrorCode.ARGUMENT,
                    "'runs " + argv.get(0) + "' names " + (count == 1 ? "a run" : "two runs") + " first.",
                    "Write: tripmill runs show ID --lake URI, or tripmill runs diff ID ID --lake URI.");
        }
        return ids;
    }

    private void list(List<String> argv) {
        Args args = Args.parse(NAME, LIST_PARAMS, argv);
        Instant now = args.find(AS_OF).orElseGet(clock::instant);
        Optional<LocalDate> date = args.find(BUSINESS_DATE);
        Optional<String> job = args.find(JOB);
        int limit = args.find(Printout.LIMIT).orElse(RUNS_OF_A_TABLE);
        List<Row> rows = RunLedger.of(args, storage).entries().stream()
                .filter(entry -> job.isEmpty() || job.get().equals(entry.job()))
                .filter(entry -> date.isEmpty() || date.get().equals(entry.businessDate()))
                .limit(limit)
                .map(entry -> row(entry, now, args.get(BUDGET)))
                .toList();
        args.get(Printout.FORMAT).print(List.of(ENTRY.fieldNames()), rows.iterator(), out);
    }

    private static Row row(LedgerEntry entry, Instant now, Duration budget) {
        JsonNode report = entry.report();
        Object[] cells = {
            entry.runId(),
            entry.job(),
            entry.businessDate().toString(),
            entry.stateAt(now, budget).word(),
            report.path("error_code").asText(""),
            report.path("rows_read").asLong(),
            report.path("rows_written").asLong(),
            report.path("rows_quarantined").asLong(),
            entry.rules(),
            minutes(entry.took(now)),
            minutes(budget),
            entry.isLate(now, budget),
            entry.started().toString()
        };
        return new GenericRowWithSchema(cells, ENTRY);
    }

    private static double minutes(Duration duration) {
        return Math.round(duration.toMillis() / 600.0) / 100.0;
    }

    private void show(List<String> ids, List<String> argv) {
        Args args = Args.parse("runs show", PARAMS, argv);
        List<Row> rows = new ArrayList<>();
        facts(RunLedger.of(args, storage).entry(ids.get(0)))
                .forEach((what, value) -> rows.add(new GenericRowWithSchema(new Object[] {what, value}, FACT)));
        print(args, rows, FACT);
    }

    private void diff(List<String> ids, List<String> argv) {
        Args args = Args.parse("runs diff", PARAMS, argv);
        RunLedger ledger = RunLedger.of(args, storage);
        Map<String, String> first = facts(ledger.entry(ids.get(0)));
        Map<String, String> second = facts(ledger.entry(ids.get(1)));
        SortedSet<String> names = new TreeSet<>(first.keySet());
        names.addAll(second.keySet());
        List<Row> rows = new ArrayList<>();
        for (String name : names) {
            String one = first.getOrDefault(name, "");
            String other = second.getOrDefault(name, "");
            if (!one.equals(other)) {
                rows.add(new GenericRowWithSchema(new Object[] {name, one, other}, DIFFERENCE));
            }
        }
        print(args, rows, DIFFERENCE);
    }

    private void print(Args args, List<Row> rows, StructType schema) {
        if (args.get(Printout.FORMAT) != RowFormat.TABLE) {
            args.get(Printout.FORMAT).print(List.of(schema.fieldNames()), rows.iterator(), out);
            return;
        }
        // Errors and URIs are to be read whole.
        List<String> names = List.of(schema.fieldNames());
        List<List<String>> lines =
                rows.stream().map(row -> RowFormat.cells(names, row)).toList();
        AlignedTable.print(names, lines, names.stream().map(name -> 1_000).toList(), out);
    }

    /** What the run told, by its place in the report, and what to do about its error. */
    private static Map<String, String> facts(LedgerEntry entry) {
        Map<String, String> facts = new TreeMap<>();
        collect("", entry.report(), facts);
        ErrorCode.of(entry.report().path("error_code").asText())
                .ifPresent(code -> facts.put("error_action", code.action()));
        return facts;
    }

    private static void collect(String place, JsonNode node, Map<String, String> facts) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> collect(
                            place.isEmpty() ? field.getKey() : place + "." + field.getKey(), field.getValue(), facts));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(place + "[" + i + "]", node.get(i), facts);
            }
        } else if (!node.isNull()) {
            facts.put(place, Unsecret.of(node.asText()));
        }
    }
}
