package io.tripmill.run;

import static java.util.Objects.requireNonNull;

import io.tripmill.job.Args;
import io.tripmill.job.CheckedJob;
import io.tripmill.job.CheckedRules;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.OnFailure;
import io.tripmill.job.RulesetPlace;
import io.tripmill.job.RunFailure;
import io.tripmill.quality.SingleRowRules;
import io.tripmill.quality.dqdl.InvalidRuleset;
import io.tripmill.quality.dqdl.Ruleset;
import io.tripmill.quality.dqdl.RulesetProblem;
import io.tripmill.schema.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** Reads the ruleset that the arguments of a job name, and refuses what can't be used, before any Spark job. */
final class RulesetReading {
    private static final String DEFAULTS = "/io/tripmill/rulesets/";

    private final SparkSession spark;
    private final Storage storage;
    private final Map<String, Table> tables;

    RulesetReading(SparkSession spark, Storage storage, Map<String, Table> tables) {
        this.spark = spark;
        this.storage = storage;
        this.tables = tables;
    }

    /** The rules of a run; empty if its arguments name none. */
    Optional<CheckedRules> read(CheckedJob job, Args args) {
        return job.ruleset(args).map(place -> read(place, job.checked(args), job.onFailure(args)));
    }

    private CheckedRules read(RulesetPlace place, String table, OnFailure onFailure) {
        String text = place.location().map(storage::readExisting).orElseGet(() -> comingWithTripmill(table));
        CheckedRules rules = new CheckedRules(place.toString(), parse(place, text), onFailure);
        if (rules.decideWhatIsStored()) {
            refuseUndecidable(rules, table);
        }
        return rules;
    }

    private static Ruleset parse(RulesetPlace place, String text) {
        try {
            return Ruleset.parse(text);
        } catch (InvalidRuleset invalid) {
            throw new RunFailure(
                    ErrorCode.RULESET,
                    "The ruleset '" + place + "' can't be read:\n"
                            + invalid.problems().stream()
                                    .map(RulesetProblem::toString)
                                    .collect(Collectors.joining("\n"))
                            + "\n",
                    "Correct it and run again.",
                    invalid);
        }
    }

    private void refuseUndecidable(CheckedRules rules, String table) {
        List<String> objections = SingleRowRules.objections(
                spark.createDataFrame(
                        List.of(), requireNonNull(tables.get(table), table).schema()),
                rules.ruleset());
        if (!objections.isEmpty()) {
            throw new RunFailure(
                    ErrorCode.RULESET,
                    "The ruleset '" + rules.name() + "' can't put rows into quarantine: "
                            + String.join("; ", objections) + ".",
                    "Take these rules out, or run with --on-failure warn or halt.");
        }
    }

    private static String comingWithTripmill(String table) {
        try (InputStream in = RulesetReading.class.getResourceAsStream(DEFAULTS + table + ".dqdl")) {
            if (in == null) {
                throw new RunFailure(
                        ErrorCode.RULESET,
                        "No ruleset comes with Tripmill for '" + table + "'.",
                        "Name the file of one.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
