package io.tripmill.jobs.quality;

import io.tripmill.job.Args;
import io.tripmill.job.CheckedJob;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Inputs;
import io.tripmill.job.JobSpec;
import io.tripmill.job.OnFailure;
import io.tripmill.job.Param;
import io.tripmill.job.Plan;
import io.tripmill.job.RowCheck;
import io.tripmill.job.RulesetPlace;
import io.tripmill.job.RunFailure;
import io.tripmill.schema.Field;
import io.tripmill.schema.RuleOutcomes;
import io.tripmill.schema.StoredMetrics;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Checks stored rows against a ruleset, and keeps the outcomes. */
public final class CheckQuality implements CheckedJob {
    static final Param<String> TABLE = Param.text(
            "table", "What to check: a table of the lake, or the URI of a folder with a Delta table or Parquet files.");
    static final Param<RulesetPlace> RULES = Param.of(
            "ruleset",
            "Rules in DQDL: a file, or default for those that come with Tripmill for pings and trips. A rule may name tables of the"
                    + " lake as reference datasets.",
            "URI|default",
            RulesetPlace::of,
            RulesetPlace::toString);
    static final Param<LocalDate> FROM =
            Param.date("from", "The first service date to check.").optional();
    static final Param<LocalDate> TO =
            Param.date("to", "The last service date to check.").optional();
    static final Param<OnFailure> WARN_OR_HALT = Param.oneOf(
                    "on-failure",
                    "What to do where a rule fails: report it, or fail the run once the outcomes are stored.",
                    List.of(OnFailure.WARN, OnFailure.HALT))
            .orElse(OnFailure.WARN);

    private static final Field SERVICE_DATE = RuleOutcomes.SERVICE_DATE;

    @Override
    public JobSpec spec() {
        return JobSpec.named("check-quality", "Checks stored rows against a ruleset, and keeps the outcomes.")
                .writes(RuleOutcomes.TABLE, StoredMetrics.TABLE)
                .takes(TABLE, RULES, References.REFERENCE, FROM, TO, WARN_OR_HALT)
                .checks(CheckQuality::datesAreInOrder);
    }

    @Override
    public String checked(Args args) {
        return args.get(TABLE);
    }

    @Override
    public Optional<RulesetPlace> ruleset(Args args) {
        return args.find(RULES);
    }

    @Override
    public OnFailure onFailure(Args args) {
        return args.get(WARN_OR_HALT);
    }

    @Override
    public Plan plan(Inputs inputs, Args args) {
        Dataset<Row> rows = ofDates(inputs.named(checked(args)), args);
        return inputs.rules()
                .map(rules -> Plan.of()
                        .checking(new RowCheck(checked(args), rows, rules, Optional.empty(), references(inputs, args))))
                .orElseThrow(() -> new IllegalStateException("the ruleset is required"));
    }

    private static Map<String, Dataset<Row>> references(Inputs inputs, Args args) {
        Map<String, Dataset<Row>> references = new LinkedHashMap<>();
        args.get(References.REFERENCE).places().forEach((name, place) -> references.put(name, inputs.named(place)));
        return references;
    }

    private static Dataset<Row> ofDates(Dataset<Row> rows, Args args) {
        Optional<LocalDate> from = args.find(FROM);
        Optional<LocalDate> to = args.find(TO);
        if (from.isEmpty() && to.isEmpty()) {
            return rows;
        }
        if (!Arrays.asList(rows.columns()).contains(SERVICE_DATE.name())) {
            throw new RunFailure(
                    ErrorCode.ARGUMENT,
                    "'" + args.get(TABLE) + "' has no column " + SERVICE_DATE.name()
                            + " by which --from and --to select.",
                    "Leave them out.");
        }
        Dataset<Row> late =
                from.map(date -> rows.filter(SERVICE_DATE.col().geq(date))).orElse(rows);
        return to.map(date -> late.filter(SERVICE_DATE.col().leq(date))).orElse(late);
    }

    private static Optional<String> datesAreInOrder(Args args) {
        Optional<LocalDate> from = args.find(FROM);
        return from.isPresent()
                        && args.find(TO).filter(to -> to.isBefore(from.get())).isPresent()
                ? Optional.of("--to " + args.get(TO) + " is before --from " + from.get() + "; swap them")
                : Optional.empty();
    }
}
