package io.tripmill.jobs.trips;

import static org.apache.spark.sql.functions.col;

import io.tripmill.job.CheckedRules;
import io.tripmill.job.Plan;
import io.tripmill.job.RowCheck;
import io.tripmill.quality.SingleRowRules;
import io.tripmill.schema.QuarantinedTrips;
import io.tripmill.schema.Trips;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Trips on the way into their table, judged one by one if rules decide what is stored.
 *
 * @param trips rows of {@link Trips}
 * @param quarantined rows of {@link QuarantinedTrips}; empty if no rule decides
 * @param check what the rules are asked
 */
record JudgedTrips(Dataset<Row> trips, Optional<Dataset<Row>> quarantined, Optional<RowCheck> check) {

    static JudgedTrips of(Dataset<Row> candidates, Optional<CheckedRules> rules) {
        if (rules.filter(CheckedRules::decideWhatIsStored).isEmpty()) {
            return new JudgedTrips(
                    candidates, Optional.empty(), rules.map(r -> check(candidates, r, Optional.empty())));
        }
        CheckedRules deciding = rules.get();
        SingleRowRules judges = SingleRowRules.of(candidates, deciding.ruleset());
        Dataset<Row> quarantined = judges.broken().select(asQuarantined());
        return new JudgedTrips(
                judges.passed(),
                Optional.of(quarantined),
                Optional.of(check(candidates, deciding, Optional.of(quarantined))));
    }

    /** The plan, with what the rules are asked. */
    Plan checkedIn(Plan plan) {
        return check.map(plan::checking).orElse(plan);
    }

    private static RowCheck check(Dataset<Row> trips, CheckedRules rules, Optional<Dataset<Row>> quarantined) {
        return new RowCheck(Trips.TABLE.name(), trips, rules, quarantined);
    }

    private static Column[] asQuarantined() {
        return QuarantinedTrips.TABLE.fields().stream()
                .map(field -> field.equals(QuarantinedTrips.BROKEN_RULES)
                        ? field.is(col(SingleRowRules.BROKEN_RULES))
                        : field.col())
                .toArray(Column[]::new);
    }
}
