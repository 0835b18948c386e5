package io.tripmill.quality.suggest;

import io.tripmill.quality.dqdl.RuleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which columns may tell rows apart. Distinct values are counted approximately, so these are candidates: someone has to look. */
record KeyProposals(List<ColumnProfile> columns, List<String> knownKey) {
    /** Among fewer rows values are different by chance. */
    private static final int FEWEST_ROWS = 20;
    /** The count may be off by five percent, and seldom by more than twice that. */
    private static final double LEAST_SHARE_OF_DIFFERENT_VALUES = 0.9;

    private static final int MOST = 5;

    List<Proposal> all() {
        List<Proposal> keys = new ArrayList<>();
        known().ifPresent(keys::add);
        columns.stream()
                .filter(this::mayBeUnique)
                .filter(column -> !knownKey.equals(List.of(column.name())))
                .limit(MOST)
                .map(KeyProposals::unique)
                .forEach(keys::add);
        return keys;
    }

    /** A column that has no value in some row tells nothing apart there; the others of the key should do. */
    private Optional<Proposal> known() {
        List<String> complete = columns.stream()
                .filter(column -> column.missing() == 0 && column.kind() != Kind.NESTED)
                .map(ColumnProfile::name)
                .toList();
        List<String> key = knownKey.stream().filter(complete::contains).toList();
        return key.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Proposal.of(RuleType.IS_PRIMARY_KEY, key, "the key of the table is in no two rows alike"));
    }

    private boolean mayBeUnique(ColumnProfile column) {
        boolean canIdentify =
                column.kind() == Kind.TEXT || column.kind() == Kind.WHOLE_NUMBER || column.kind() == Kind.TIME;
        return canIdentify
                && column.present() >= FEWEST_ROWS
                && column.distinct() >= LEAST_SHARE_OF_DIFFERENT_VALUES * column.present();
    }

    private static Proposal unique(ColumnProfile column) {
        return column.missing() == 0
                ? Proposal.of(
                        RuleType.IS_PRIMARY_KEY, List.of(column.name()), column.name() + " is in no two rows alike")
                : Proposal.of(
                        RuleType.IS_UNIQUE,
                        List.of(column.name()),
                        column.name() + " is in no two rows alike, or NULL");
    }
}
