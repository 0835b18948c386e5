package io.tripmill.quality;

import io.tripmill.quality.dqdl.Condition;
import io.tripmill.quality.dqdl.DateCondition;
import io.tripmill.quality.dqdl.DateOperand;
import io.tripmill.quality.dqdl.Leaf;
import io.tripmill.quality.dqdl.NumberCondition;
import io.tripmill.quality.dqdl.NumberOperand;
import io.tripmill.quality.dqdl.Rule;
import io.tripmill.quality.dqdl.RuleType;
import io.tripmill.quality.dqdl.Ruleset;
import io.tripmill.quality.plan.Check;
import io.tripmill.quality.plan.RowOutcomes;
import io.tripmill.quality.plan.RowVerdict;
import io.tripmill.quality.plan.RulePlanner;
import io.tripmill.quality.plan.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rules that judge each row by itself: whatever rows are beside it, and whenever that is. So rows that break one can be set apart, and
 * the rows that stay are the same in whichever portions they come. Starts no Spark job.
 */
public final class SingleRowRules {
    /** Array of strings in {@link #broken}: the texts of the rules that the row breaks. */
    public static final String BROKEN_RULES = "DataQualityRulesFail";

    private static final Set<RuleType> TYPES =
            EnumSet.of(RuleType.IS_COMPLETE, RuleType.COLUMN_VALUES, RuleType.COLUMN_LENGTH, RuleType.COLUMN_DATA_TYPE);

    private static final Pattern CLOCKS_AND_DICE = Pattern.compile(
            "\\b(current_(date|timestamp|time)|now|curdate|localtimestamp|unix_timestamp|rand|randn|random|randstr|uniform|uuid"
                    + "|shuffle|monotonically_increasing_id|spark_partition_id)\\b");

    private final RowOutcomes outcomes;

    private SingleRowRules(RowOutcomes outcomes) {
        this.outcomes = outcomes;
    }

    /**
     * Why rules can't judge single rows: a sentence for each such rule, without a full stop; empty if all of them can.
     *
     * @param rows of the columns that the rules are about
     */
    public static List<String> objections(Dataset<Row> rows, Ruleset ruleset) {
        List<String> objections = new ArrayList<>();
        RulePlanner planner = planner(rows);
        for (Rule rule : ruleset.rules()) {
            objection(rule, planner.plan(rule))
                    .ifPresent(reason -> objections.add(rule + " is not decidable on one row: " + reason));
        }
        return objections;
    }

    /**
     * The rules for these rows.
     *
     * @throws IllegalArgumentException with the {@link #objections} if there are any
     */
    public static SingleRowRules of(Dataset<Row> rows, Ruleset ruleset) {
        List<String> objections = objections(rows, ruleset);
        if (!objections.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", objections));
        }
        RulePlanner planner = planner(rows);
        List<RowOutcomes.Judged> judged = ruleset.rules().stream()
                .map(rule -> new RowOutcomes.Judged(rule.toString(), verdict(planner, rule)))
                .toList();
        return new SingleRowRules(new RowOutcomes(rows, Arrays.asList(rows.columns()), judged, List.of()));
    }

    /** The rows that break no rule. */
    public Dataset<Row> passed() {
        return outcomes.passed();
    }

    /** The other rows, with {@link #BROKEN_RULES}. */
    public Dataset<Row> broken() {
        return outcomes.quarantined();
    }

    private static RulePlanner planner(Dataset<Row> rows) {
        return new RulePlanner(rows, QualityOptions.DEFAULT, new Workload());
    }

    private static RowVerdict verdict(RulePlanner planner, Rule rule) {
        return planner.plan(rule).rows().orElseThrow();
    }

    /** Why a rule can't judge single rows of the columns that it was planned for. */
    static Optional<String> objection(Rule rule, Check planned) {
        return objection(rule)
                .or(() -> planned.rows().isEmpty() ? Optional.of("it does not fit the columns") : Optional.empty());
    }

    /** Why a rule can't judge single rows, whatever their columns; the part of a sentence after a colon. Empty if it can. */
    public static Optional<String> objection(Rule rule) {
        return rule.leaves().stream().flatMap(leaf -> objection(leaf).stream()).findFirst();
    }

    private static Optional<String> objection(Leaf leaf) {
        if (!TYPES.contains(leaf.type())) {
            return Optional.of(
                    leaf.type() == RuleType.DATA_FRESHNESS
                            ? "the age of a row depends on when it is asked for"
                            : leaf.type().text() + " looks at more than one row");
        }
        if (leaf.threshold().isPresent()) {
            return Optional.of("a threshold is a share of many rows");
        }
        Matcher asked = CLOCKS_AND_DICE.matcher(leaf.where().orElse("").toLowerCase(Locale.ROOT));
        if (asked.find()) {
            return Optional.of(asked.group() + " is not the same in every run");
        }
        return leaf.condition().flatMap(SingleRowRules::objection);
    }

    private static Optional<String> objection(Condition condition) {
        if (condition instanceof NumberCondition numbers
                && numbers.operands().stream().anyMatch(SingleRowRules::asksForHistory)) {
            return Optional.of("last(k) depends on the runs before");
        }
        return condition instanceof DateCondition dates
                        && dates.operands().stream().anyMatch(SingleRowRules::asksForNow)
                ? Optional.of("now() and times of the day of the run depend on when they are asked for")
                : Optional.empty();
    }

    private static boolean asksForHistory(NumberOperand operand) {
        if (operand instanceof NumberOperand.Call call) {
            return call.arguments().stream().anyMatch(SingleRowRules::asksForHistory);
        }
        if (operand instanceof NumberOperand.Arithmetic sum) {
            return asksForHistory(sum.left()) || asksForHistory(sum.right());
        }
        return operand instanceof NumberOperand.Last;
    }

    private static boolean asksForNow(DateOperand operand) {
        return operand instanceof DateOperand.Now
                || operand instanceof DateOperand.FromNow
                || operand instanceof DateOperand.TimeOfDay;
    }
}
