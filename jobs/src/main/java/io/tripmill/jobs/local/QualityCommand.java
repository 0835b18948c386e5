package io.tripmill.jobs.local;

import io.tripmill.doc.HelpPage;
import io.tripmill.job.Args;
import io.tripmill.job.CommonParams;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Location;
import io.tripmill.job.Param;
import io.tripmill.job.RulesetPlace;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.quality.References;
import io.tripmill.quality.Evaluation;
import io.tripmill.quality.Quality;
import io.tripmill.quality.QualityOptions;
import io.tripmill.quality.dqdl.InvalidRuleset;
import io.tripmill.quality.dqdl.Ruleset;
import io.tripmill.quality.dqdl.RulesetProblem;
import io.tripmill.quality.suggest.Hints;
import io.tripmill.quality.suggest.Suggestion;
import io.tripmill.run.SparkSettings;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Tries a ruleset on a table, or makes one from it. Writes nothing. */
final class QualityCommand {
    static final String NAME = "quality";

    private static final String TRY = "try";
    private static final String TRY_SENTENCE =
            "Evaluates the ruleset in the file that is named first, and prints what becomes of each rule; writes nothing.";
    private static final String SUGGEST = "suggest";
    private static final String SUGGEST_SENTENCE =
            "Prints a ruleset that holds for the table as it is, with what was seen in comments: a draft to be read.";

    private static final Param<Instant> AS_OF = Param.instant(
                    "as-of", "The instant that counts as now; the present one if left out.")
            .optional();
    private static final Param<QualityFormat> FORMAT =
            Param.oneOf("format", "How to print.", QualityFormat.class).orElse(QualityFormat.TABLE);
    private static final List<Param<?>> TRY_PARAMS = List.of(
            GivenRows.TABLE,
            GivenRows.LAKE,
            CommonParams.LAYOUT,
            References.REFERENCE,
            WhereCondition.WHERE,
            AS_OF,
            FORMAT,
            CommonParams.IGNORE_ARGUMENTS);
    private static final List<Param<?>> SUGGEST_PARAMS = List.of(
            GivenRows.TABLE,
            GivenRows.LAKE,
            CommonParams.LAYOUT,
            WhereCondition.WHERE,
            AS_OF,
            CommonParams.IGNORE_ARGUMENTS);

    private final PrintStream out;

    QualityCommand(PrintStream out) {
        this.out = out;
    }

    static String help() {
        return HelpPage.ofCommand("quality try RULES", TRY_SENTENCE, TRY_PARAMS)
                + "\n"
                + HelpPage.ofCommand("quality suggest", SUGGEST_SENTENCE, SUGGEST_PARAMS);
    }

    void run(List<String> argv) {
        String verb = argv.isEmpty() ? "" : argv.get(0);
        List<String> rest = argv.isEmpty() ? argv : argv.subList(1, argv.size());
        switch (verb) {
            case TRY -> tryOut(rest);
            case SUGGEST -> suggest(rest);
            default ->
                throw new RunFailure(
                        ErrorCode.ARGUMENT,
                        "'quality' does not know '" + verb + "'.",
                        "Write: tripmill quality try RULES --table T, or tripmill quality suggest --table T.");
        }
    }

    private void tryOut(List<String> argv) {
        if (argv.isEmpty() || argv.get(0).startsWith("--")) {
            throw new RunFailure(
                    ErrorCode.ARGUMENT,
                    "'quality try' names a file of rules first.",
                    "Write: tripmill quality try RULES --lake URI --table T.");
        }
        Args args = Args.parse("quality", TRY_PARAMS, argv.subList(1, argv.size()));
        GivenRows given = new GivenRows(SparkSettings.open("tripmill quality try"), args);
        Location file = Location.of(argv.get(0));
        Ruleset ruleset = ruleset(file, given.text(file));
        try {
            Dataset<Row> rows = given.rows();
            Instant now = asOf(args);
            QualityOptions options = QualityOptions.DEFAULT
                    .asOf(now)
                    .history(given.history(RulesetPlace.of(argv.get(0)).toString(), now));
            for (Map.Entry<String, Dataset<Row>> table :
                    given.tablesIn(ruleset.toString()).entrySet()) {
                options = options.reference(table.getKey(), table.getValue());
            }
            for (Map.Entry<String, String> place :
                    args.get(References.REFERENCE).places().entrySet()) {
                options = options.reference(place.getKey(), given.named(place.getValue(), References.REFERENCE));
            }
            Evaluation evaluation = Quality.evaluate(rows, ruleset, options);
            args.get(FORMAT).print(TriedRules.of(ruleset.rules(), evaluation), out);
        } catch (RuntimeException e) {
            throw WhereCondition.of(args).explain(e);
        }
    }

    private void suggest(List<String> argv) {
        Args args = Args.parse("quality", SUGGEST_PARAMS, argv);
        GivenRows given = new GivenRows(SparkSettings.open("tripmill quality suggest"), args);
        try {
            Hints hints = new Hints(given.key(), Optional.of(asOf(args)));
            out.print(Suggestion.of(given.rows(), hints).text());
        } catch (RuntimeException e) {
            throw WhereCondition.of(args).explain(e);
        }
    }

    private static Instant asOf(Args args) {
        return args.find(AS_OF).orElseGet(() -> Clock.systemUTC().instant());
    }

    private static Ruleset ruleset(Location file, String text) {
        try {
            return Ruleset.parse(text);
        } catch (InvalidRuleset e) {
            throw new RunFailure(
                    ErrorCode.RULESET,
                    "'" + file + "' can't be read:\n"
                            + e.problems().stream()
                                    .map(RulesetProblem::toString)
                                    .collect(Collectors.joining("\n"))
                            + "\n",
                    "Correct what the marks point to.",
                    e);
        }
    }
}
