package io.tripmill.jobs.pings;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;

import io.tripmill.job.CheckedRules;
import io.tripmill.job.Plan;
import io.tripmill.job.RowCheck;
import io.tripmill.quality.SingleRowRules;
import io.tripmill.schema.Pings;
import io.tripmill.schema.QuarantinedPings;
import io.tripmill.schema.Table;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Landed records, judged one by one: by the parser, and by rules if these decide what is stored. Copies of a record are judged before
 * one of them is chosen, so that a bad copy never takes the place of a good one.
 *
 * @param accepted rows of {@link Pings}
 * @param refused rows of {@link QuarantinedPings}
 * @param check what the rules are asked
 */
record JudgedRecords(Dataset<Row> accepted, Dataset<Row> refused, Optional<RowCheck> check) {

    /** @param landed rows of {@link PingParser} */
    static JudgedRecords of(Dataset<Row> landed, Optional<CheckedRules> rules) {
        Dataset<Row> readable = landed.filter(col(PingParser.PING).isNotNull());
        Dataset<Row> pings = readable.select(PingParser.PING + ".*");
        Dataset<Row> refused =
                landed.filter(col(PingParser.REFUSAL).isNotNull()).select(PingParser.REFUSAL + ".*");
        if (rules.filter(CheckedRules::decideWhatIsStored).isEmpty()) {
            return new JudgedRecords(pings, refused, rules.map(r -> check(pings, r, Optional.empty())));
        }
        CheckedRules deciding = rules.get();
        SingleRowRules judges = SingleRowRules.of(
                readable.select(col(PingParser.PING + ".*"), col(PingParser.RECORD)), deciding.ruleset());
        Dataset<Row> broken = judges.broken();
        return new JudgedRecords(
                judges.passed().select(Pings.TABLE.columns()),
                refused.union(broken.select(asRefused())),
                Optional.of(check(pings, deciding, Optional.of(broken))));
    }

    /** The plan, with what the rules are asked. */
    Plan checkedIn(Plan plan) {
        return check.map(plan::checking).orElse(plan);
    }

    private static RowCheck check(Dataset<Row> pings, CheckedRules rules, Optional<Dataset<Row>> quarantined) {
        Table table = Pings.TABLE;
        return new RowCheck(table.name(), pings, rules, quarantined);
    }

    private static Column[] asRefused() {
        Column message = concat(lit("the record breaks "), concat_ws("; ", col(SingleRowRules.BROKEN_RULES)));
        return QuarantinedPings.TABLE.fields().stream()
                .map(field -> {
                    if (field.equals(QuarantinedPings.REASONS)) {
                        return field.is(array(lit(RefusalReason.RULE_BROKEN.code())));
                    }
                    return field.equals(QuarantinedPings.MESSAGE)
                            ? field.is(message)
                            : field.is(col(PingParser.RECORD + "." + field.name()));
                })
                .toArray(Column[]::new);
    }
}
