package io.tripmill.jobs.serving;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.OnFailure;
import io.tripmill.job.RunFailure;
import io.tripmill.schema.HourlyTrips;
import io.tripmill.schema.OdFlows;
import io.tripmill.schema.Pings;
import io.tripmill.schema.RuleOutcomes;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.Stays;
import io.tripmill.schema.Table;
import io.tripmill.schema.Trips;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Whether a check of the tables behind the products halted its run and was not followed by a better one. */
final class QualityHalts {
    private static final List<String> BEHIND_PRODUCTS = Stream.of(
                    Pings.TABLE, Sessions.TABLE, Stays.TABLE, Trips.TABLE, HourlyTrips.TABLE, OdFlows.TABLE)
            .map(Table::name)
            .toList();
    private static final String FAILED = "failed";

    private QualityHalts() {}

    /** Each check of these tables: table, ruleset, run, what a failure led to, when, and the number of failed rules. */
    static Dataset<Row> checks(Dataset<Row> outcomes) {
        return outcomes.filter(RuleOutcomes.TABLE_NAME.col().isInCollection(BEHIND_PRODUCTS))
                .groupBy(
                        RuleOutcomes.TABLE_NAME.col(),
                        RuleOutcomes.RULESET.col(),
                        RuleOutcomes.RUN_ID.col(),
                        RuleOutcomes.ON_FAILURE.col(),
                        RuleOutcomes.EVALUATED_AT.col())
                .agg(sum(when(RuleOutcomes.OUTCOME.col().equalTo("Failed"), lit(1L))
                                .otherwise(lit(0L)))
                        .as(FAILED));
    }

    /**
     * Refuses where the newest check of a table by a ruleset halted.
     *
     * @param checks the rows of {@link #checks}
     */
    static void refuseOpen(List<Row> checks) {
        Map<List<String>, Row> newest = new HashMap<>();
        for (Row check : checks) {
            List<String> what = List.of(check.getString(0), check.getString(1));
            newest.merge(what, check, (a, b) -> at(b).isAfter(at(a)) ? b : a);
        }
        newest.values().stream()
                .filter(check ->
                        check.<String>getAs(RuleOutcomes.ON_FAILURE.name()).equals(OnFailure.HALT.name()))
                .filter(check -> check.<Long>getAs(FAILED) > 0)
                .findFirst()
                .ifPresent(check -> {
                    throw new RunFailure(
                            ErrorCode.QUALITY_OPEN,
                            "The last check of " + check.getString(0) + " by '" + check.getString(1)
                                    + "' halted its run '" + check.getString(2) + "', so nothing was delivered.",
                            "Have the data corrected and check again, or let the check warn; then run again.");
                });
    }

    private static Instant at(Row check) {
        return check.getAs(RuleOutcomes.EVALUATED_AT.name());
    }
}
