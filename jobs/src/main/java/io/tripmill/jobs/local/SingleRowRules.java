package io.tripmill.jobs.local;

import io.tripmill.quality.dqdl.Condition;
import io.tripmill.quality.dqdl.DateCondition;
import io.tripmill.quality.dqdl.DateOperand;
import io.tripmill.quality.dqdl.Leaf;
import io.tripmill.quality.dqdl.Rule;
import java.util.List;
import java.util.Optional;

/**
 * Which rules a row keeps or breaks by itself, whatever rows are beside it and whenever it is looked at. Only they may quarantine:
 * otherwise what is kept would depend on how rows are cut into runs.
 */
final class SingleRowRules {
    private SingleRowRules() {}

    /** Why a rule is none of them; empty if it is one. */
    static Optional<String> objection(Rule rule) {
        return rule.leaves().stream().flatMap(leaf -> objection(leaf).stream()).findFirst();
    }

    private static Optional<String> objection(Leaf leaf) {
        String reason =
                switch (leaf.type()) {
                    case IS_COMPLETE, COLUMN_LENGTH, COLUMN_DATA_TYPE, COLUMN_VALUES ->
                        leaf.threshold().isPresent()
                                ? "a share of the rows decides"
                                : leaf.condition()
                                                .filter(SingleRowRules::asksForNow)
                                                .isPresent()
                                        ? "its answer changes with time"
                                        : "";
                    case DATA_FRESHNESS -> "its answer changes with time";
                    case IS_UNIQUE, IS_PRIMARY_KEY -> "other rows may have the same key";
                    case COMPLETENESS, UNIQUENESS, REFERENTIAL_INTEGRITY, DATASET_MATCH ->
                        "a share of the rows decides";
                    case CUSTOM_SQL -> "its query may read other rows";
                    default -> "it is about all rows together";
                };
        return Optional.of(reason).filter(text -> !text.isEmpty());
    }

    private static boolean asksForNow(Condition condition) {
        return condition instanceof DateCondition dates
                && dates.operands().stream().anyMatch(operand -> List.of(
                                DateOperand.Now.class, DateOperand.FromNow.class, DateOperand.TimeOfDay.class)
                        .contains(operand.getClass()));
    }
}
