package io.tripmill.quality.plan;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.tripmill.quality.dqdl.Operator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;

/**
 * One operator over the values of a column. NULL passes {@code !=} and {@code not in}, unless it is listed, and fails everything else,
 * unless it is asked for.
 *
 * @param value the column, as what its operands are; NULL too where the stored value is none of those
 * @param isNull whether the stored value is NULL; never NULL itself
 * @param plain operands that are values, as literals
 * @param special what else is listed: tests that are true or false for a value that is not NULL
 * @param listsNull whether NULL is an operand
 */
record ValueTest(Column value, Column isNull, List<Column> plain, List<Column> special, boolean listsNull) {

    /** Whether the value of a row meets the condition; never NULL. */
    Column meets(Operator operator) {
        return switch (operator) {
            case EQUAL, IN -> isListed();
            case NOT_EQUAL, NOT_IN -> not(isListed());
            case GREATER -> ordered(value.gt(limit(0)));
            case GREATER_OR_EQUAL -> ordered(value.geq(limit(0)));
            case LESS -> ordered(value.lt(limit(0)));
            case LESS_OR_EQUAL -> ordered(value.leq(limit(0)));
            case BETWEEN -> ordered(value.gt(limit(0)).and(value.lt(limit(1))));
            case NOT_BETWEEN -> ordered(value.leq(limit(0)).or(value.geq(limit(1))));
            case MATCHES, NOT_MATCHES -> throw new Refusal("only texts match regular expressions");
        };
    }

    private Column isListed() {
        Optional<Column> listed = plain.isEmpty()
                ? Optional.empty()
                : Optional.of(plain.size() == 1 ? value.equalTo(plain.get(0)) : value.isin(plain.toArray()));
        Column isOne = special.stream()
                .reduce(Column::or)
                .map(test -> listed.map(test::or).orElse(test))
                .or(() -> listed)
                .map(test -> coalesce(test, lit(false)))
                .orElse(lit(false));
        return listsNull ? isNull.or(isOne) : isOne;
    }

    private Column limit(int index) {
        return plain.get(index);
    }

    private static Column ordered(Column test) {
        return coalesce(test, lit(false));
    }
}
