package io.tripmill.quality.suggest;

import io.tripmill.quality.dqdl.Condition;
import io.tripmill.quality.dqdl.DateCondition;
import io.tripmill.quality.dqdl.DateOperand;
import io.tripmill.quality.dqdl.DurationCondition;
import io.tripmill.quality.dqdl.NumberCondition;
import io.tripmill.quality.dqdl.NumberOperand;
import io.tripmill.quality.dqdl.Operator;
import io.tripmill.quality.dqdl.RuleType;
import io.tripmill.quality.dqdl.StringCondition;
import io.tripmill.quality.dqdl.StringOperand;
import io.tripmill.quality.dqdl.TimeSpan;
import io.tripmill.quality.suggest.ColumnProfile.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What may be demanded of one column.
 *
 * @param values all its values as sorted texts; no texts if it has too many to list
 * @param now when the rows were looked at, in the zone of the session; empty: no rule compares them with it
 */
record ColumnProposals(ColumnProfile column, List<String> values, Optional<LocalDateTime> now) {
    private static final int SHARE_DIGITS = 2;
    private static final long LONGEST_AGE_IN_HOURS = 48;

    List<Proposal> all() {
        List<Proposal> proposals = new ArrayList<>();
        completeness().ifPresent(proposals::add);
        if (values.isEmpty()) {
            column.numbers().ifPresent(span -> range(span, proposals));
            type().ifPresent(proposals::add);
            column.lengths().ifPresent(span -> proposals.add(length(span)));
            column.times().ifPresent(span -> times(span, proposals));
        } else {
            proposals.add(domain());
        }
        return proposals;
    }

    private Optional<Proposal> completeness() {
        if (column.missing() == 0) {
            return Optional.of(
                    Proposal.of(RuleType.IS_COMPLETE, List.of(column.name()), column.name() + " is never NULL"));
        }
        BigDecimal share = BigDecimal.valueOf(column.present())
                .divide(BigDecimal.valueOf(column.rows()), SHARE_DIGITS, RoundingMode.FLOOR);
        return share.signum() == 0
                ? Optional.empty()
                : Optional.of(Proposal.of(
                        RuleType.COMPLETENESS,
                        column.name(),
                        numbers(Operator.GREATER_OR_EQUAL, share),
                        Optional.empty(),
                        String.format(
                                Locale.ROOT,
                                "%s is NULL in %,d of %,d rows",
                                column.name(),
                                column.missing(),
                                column.rows())));
    }

    /** NULL is listed where it was seen, since it fails an {@code in} that does not list it. */
    private Proposal domain() {
        boolean hasNull = column.missing() > 0;
        Condition condition;
        if (column.kind() == Kind.TEXT) {
            Stream<StringOperand> texts = values.stream().map(StringOperand.Quoted::new);
            condition = new StringCondition(
                    Operator.IN,
                    hasNull
                            ? Stream.concat(texts, Stream.of(StringOperand.Keyword.NULL))
                                    .toList()
                            : texts.toList());
        } else {
            Stream<NumberOperand> numbers =
                    values.stream().map(BigDecimal::new).sorted().map(NumberOperand.Literal::new);
            condition = new NumberCondition(
                    Operator.IN,
                    hasNull
                            ? Stream.concat(numbers, Stream.of(new NumberOperand.Null()))
                                    .toList()
                            : numbers.toList());
        }
        String seen = values.size() == 1 ? "one value" : values.size() + " values";
        return values(
                condition,
                Optional.empty(),
                String.format(Locale.ROOT, "%s has %s in %,d rows", column.name(), seen, column.present()));
    }

    private void range(Span<BigDecimal> span, List<Proposal> proposals) {
        Rounding round = new Rounding(span.least(), span.greatest());
        String seen = column.name() + " is " + span;
        proposals.add(values(numbers(Operator.GREATER_OR_EQUAL, round.lower()), column.wherePresent(), seen));
        proposals.add(values(numbers(Operator.LESS_OR_EQUAL, round.upper()), column.wherePresent(), seen));
    }

    private Optional<Proposal> type() {
        return column.readableAs().stream()
                .findFirst()
                .map(type -> Proposal.of(
                        RuleType.COLUMN_DATA_TYPE,
                        column.name(),
                        new StringCondition(Operator.EQUAL, List.of(new StringOperand.Quoted(type))),
                        Optional.empty(),
                        "every text of " + column.name() + " can be read as " + type));
    }

    private Proposal length(Span<Long> span) {
        boolean isFixed = span.least().equals(span.greatest());
        BigDecimal most = new Rounding(BigDecimal.ZERO, BigDecimal.valueOf(span.greatest())).upper();
        NumberCondition condition = isFixed
                ? numbers(Operator.EQUAL, BigDecimal.valueOf(span.least()))
                // Neither limit of between is between.
                : new NumberCondition(
                        Operator.BETWEEN,
                        List.of(literal(BigDecimal.valueOf(span.least() - 1)), literal(most.add(BigDecimal.ONE))));
        return Proposal.of(
                RuleType.COLUMN_LENGTH,
                column.name(),
                condition,
                column.wherePresent(),
                column.name() + " has " + span + " characters");
    }

    private void times(Span<LocalDateTime> span, List<Proposal> proposals) {
        LocalDate year = LocalDate.of(span.least().getYear(), 1, 1);
        String seen = column.name() + " is " + span;
        proposals.add(values(
                new DateCondition(Operator.GREATER_OR_EQUAL, List.of(new DateOperand.Day(year))),
                column.wherePresent(),
                seen));
        now.filter(moment -> !span.greatest().isAfter(moment)).ifPresent(moment -> {
            proposals.add(values(
                    new DateCondition(Operator.LESS_OR_EQUAL, List.of(new DateOperand.Now())),
                    column.wherePresent(),
                    column.name() + " is never later than now"));
            age(Duration.between(span.least(), moment))
                    .ifPresent(age -> proposals.add(Proposal.of(
                            RuleType.DATA_FRESHNESS,
                            column.name(),
                            new DurationCondition(Operator.LESS_OR_EQUAL, List.of(age)),
                            column.wherePresent(),
                            "every " + column.name() + " is at most " + age
                                    + " old; of use where old rows do not stay")));
        });
    }

    /** An age in whole units that is not less; empty if it is too long to be said. */
    private static Optional<TimeSpan> age(Duration exact) {
        long hours = exact.plusHours(1).toHours();
        long days = exact.plusDays(1).toDays();
        if (hours <= LONGEST_AGE_IN_HOURS) {
            return Optional.of(new TimeSpan((int) hours, TimeSpan.Unit.HOURS));
        }
        return days <= Integer.MAX_VALUE ? Optional.of(new TimeSpan((int) days, TimeSpan.Unit.DAYS)) : Optional.empty();
    }

    private Proposal values(Condition condition, Optional<String> where, String seen) {
        return Proposal.of(RuleType.COLUMN_VALUES, column.name(), condition, where, seen);
    }

    private static NumberCondition numbers(Operator operator, BigDecimal limit) {
        return new NumberCondition(operator, List.of(literal(limit)));
    }

    private static NumberOperand literal(BigDecimal number) {
        return new NumberOperand.Literal(number);
    }
}
