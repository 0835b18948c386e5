package io.tripmill.quality.suggest;

import io.tripmill.quality.Evaluation;
import io.tripmill.quality.Quality;
import io.tripmill.quality.QualityOptions;
import io.tripmill.quality.RuleOutcome;
import io.tripmill.quality.dqdl.NumberCondition;
import io.tripmill.quality.dqdl.NumberOperand;
import io.tripmill.quality.dqdl.Operator;
import io.tripmill.quality.dqdl.Rule;
import io.tripmill.quality.dqdl.RuleType;
import io.tripmill.quality.dqdl.Ruleset;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A ruleset for a dataset, made from its rows. Every rule of it was evaluated over these rows and holds for them. It is a draft:
 * what was seen need not be what should be.
 *
 * @param text the ruleset as DQDL, with a comment above each rule that says what was seen
 */
public record Suggestion(Ruleset ruleset, String text) {
    /** More values are no domain, and make a rule that nobody reads. */
    private static final int MOST_VALUES = 10;
    /** A few more may be there than are counted, as the count is approximate. */
    private static final int MOST_COUNTED_VALUES = MOST_VALUES + 2;
    /** So often must a value be there on the average, or the next one is soon seen. */
    private static final int FEWEST_ROWS_A_VALUE = 10;

    private static final long LONGEST_VALUE = 60;

    /** A ruleset for rows of which nothing else is known. Starts a handful of Spark jobs, whatever the number of columns. */
    public static Suggestion of(Dataset<Row> rows) {
        return of(rows, Hints.NONE);
    }

    /** As {@link #of(Dataset)}, where more is known of the dataset. */
    public static Suggestion of(Dataset<Row> rows, Hints hints) {
        Profile profile = Profile.of(rows);
        Map<String, List<String>> values = profile.values(
                profile.columns().stream().filter(Suggestion::mayBeListed).toList());
        Optional<LocalDateTime> now = hints.asOf()
                .map(instant -> LocalDateTime.ofInstant(
                        instant, ZoneId.of(rows.sparkSession().conf().get("spark.sql.session.timeZone"))));
        List<Proposal> proposals = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        if (profile.rows() > 0) {
            proposals.add(Proposal.of(
                    RuleType.ROW_COUNT,
                    new NumberCondition(Operator.GREATER, List.of(new NumberOperand.Literal(BigDecimal.ZERO))),
                    String.format(Locale.ROOT, "%,d rows", profile.rows())));
            proposals.addAll(new KeyProposals(profile.columns(), hints.key()).all());
        }
        for (ColumnProfile column : profile.columns()) {
            if (profile.rows() == 0) {
                proposals.add(Proposal.of(
                        RuleType.COLUMN_EXISTS, List.of(column.name()), column.name() + " has no row to look at"));
            } else if (column.kind() == Kind.NESTED) {
                remarks.add(column.name() + " is left out: rules take flat columns");
            } else if (column.present() == 0) {
                remarks.add(column.name() + " is left out: it has no value");
            } else {
                proposals.addAll(new ColumnProposals(column, listed(values, column), now).all());
            }
        }
        return confirmed(rows, proposals, remarks, hints);
    }

    private static boolean mayBeListed(ColumnProfile column) {
        boolean isShort = column.lengths()
                .map(lengths -> lengths.greatest() <= LONGEST_VALUE)
                .orElse(column.kind() == Kind.WHOLE_NUMBER);
        return isShort
                && column.distinct() > 0
                && column.distinct() <= MOST_COUNTED_VALUES
                && column.present() >= FEWEST_ROWS_A_VALUE * column.distinct();
    }

    private static List<String> listed(Map<String, List<String>> values, ColumnProfile column) {
        List<String> all = values.getOrDefault(column.name(), List.of());
        boolean isDomain = all.size() <= MOST_VALUES
                && all.stream().noneMatch(text -> text.chars().anyMatch(Character::isISOControl))
                && new ColumnProposals(column, all, Optional.empty())
                        .all().stream().allMatch(Proposal::isSayable);
        return isDomain ? all : List.of();
    }

    /** Keeps the rules that hold. A count of different values is approximate, so a key may turn out to be none. */
    private static Suggestion confirmed(
            Dataset<Row> rows, List<Proposal> proposals, List<String> remarks, Hints hints) {
        List<Proposal> sayable = proposals.stream().filter(Proposal::isSayable).toList();
        QualityOptions options = hints.asOf().map(QualityOptions.DEFAULT::asOf).orElse(QualityOptions.DEFAULT);
        Evaluation evaluation = Quality.evaluate(rows, Ruleset.of(rules(sayable)), options);
        List<Proposal> kept = new ArrayList<>();
        for (int i = 0; i < sayable.size(); i++) {
            RuleOutcome outcome = evaluation.outcomes().get(i);
            if (outcome.passed()) {
                kept.add(sayable.get(i));
            } else {
                remarks.add(outcome.rule() + " does not hold: "
                        + outcome.failureReason().orElse("no reason is given"));
            }
        }
        return new Suggestion(Ruleset.of(rules(kept)), text(kept, remarks));
    }

    private static List<Rule> rules(List<Proposal> proposals) {
        return proposals.stream().map(Proposal::rule).toList();
    }

    private static String text(List<Proposal> proposals, List<String> remarks) {
        StringBuilder text = new StringBuilder();
        remarks.forEach(remark -> text.append(comment(remark)));
        text.append("Rules = [\n");
        String seenBefore = "";
        for (int i = 0; i < proposals.size(); i++) {
            Proposal proposal = proposals.get(i);
            if (!proposal.seen().equals(seenBefore)) {
                text.append("    ").append(comment(proposal.seen()));
            }
            seenBefore = proposal.seen();
            text.append("    ").append(proposal.rule()).append(i + 1 < proposals.size() ? ",\n" : "\n");
        }
        return text.append("]\n").toString();
    }

    private static String comment(String sentence) {
        return "# " + sentence.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ") + "\n";
    }
}
