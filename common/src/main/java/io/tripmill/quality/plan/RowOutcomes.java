package io.tripmill.quality.plan;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The outcome of every rule for each row. A row carries one bit a rule; names are put together only for rows that break one.
 *
 * @param rows with the marks that the verdicts ask for
 * @param columns the columns of the dataset itself
 * @param rules the rules that have an outcome for each row
 * @param silent the texts of the others
 */
public record RowOutcomes(Dataset<Row> rows, List<String> columns, List<Judged> rules, List<String> silent) {
    private static final String FAILS = "tripmill_fails_";
    private static final String SKIPS = "tripmill_skips_";
    private static final int BITS = 63;
    private static final String FAIL = "DataQualityRulesFail";

    /** A rule that has an outcome for each row. */
    public record Judged(String rule, RowVerdict verdict) {}

    public RowOutcomes {
        columns = List.copyOf(columns);
        rules = List.copyOf(rules);
        silent = List.copyOf(silent);
    }

    /** The rows with Glue's four columns. */
    public Dataset<Row> labelled() {
        Column pass = names(this::passes);
        Column allPass = names(rule -> lit(true));
        Column noneFails = array().cast("array<string>");
        Column alwaysSkipped = array(silent.stream().map(functions::lit).toArray(Column[]::new))
                .cast("array<string>");
        Column skipped = concat(alwaysSkipped, names(index -> bit(SKIPS, index)));
        List<Column> labels = List.of(
                when(isUntouched(), allPass).otherwise(pass).as("DataQualityRulesPass"),
                when(isClean(), noneFails)
                        .otherwise(names(index -> bit(FAILS, index)))
                        .as(FAIL),
                (maySkip() ? when(skipsNone(), alwaysSkipped).otherwise(skipped) : alwaysSkipped)
                        .as("DataQualityRulesSkip"),
                when(isClean(), lit("Passed")).otherwise(lit("Failed")).as("DataQualityEvaluationResult"));
        return judged().select(Stream.concat(own().stream(), labels.stream()).toArray(Column[]::new));
    }

    /** The rows that break no rule. */
    public Dataset<Row> passed() {
        return judged().filter(isClean()).select(own().toArray(Column[]::new));
    }

    /** The rows that break a rule, with the texts of the rules that they break. */
    public Dataset<Row> quarantined() {
        Column broken = names(index -> bit(FAILS, index)).as(FAIL);
        return judged().filter(not(isClean()))
                .select(Stream.concat(own().stream(), Stream.of(broken)).toArray(Column[]::new));
    }

    /** The columns of the dataset itself. */
    public List<Column> own() {
        return columns.stream().map(name -> col(Frame.quoted(name))).toList();
    }

    /** The rows with their bits. */
    private Dataset<Row> judged() {
        List<Column> all = new ArrayList<>(own());
        for (int word = 0; word < words(); word++) {
            all.add(word(word, true).as(FAILS + word));
            if (maySkip()) {
                all.add(word(word, false).as(SKIPS + word));
            }
        }
        return rows.select(all.toArray(Column[]::new));
    }

    private int words() {
        return (rules.size() + BITS - 1) / BITS;
    }

    private Column word(int word, boolean ofFailures) {
        Column bits = lit(0L);
        for (int i = word * BITS; i < Math.min(rules.size(), (word + 1) * BITS); i++) {
            RowVerdict verdict = rules.get(i).verdict();
            Column isSet = ofFailures ? verdict.fails() : verdict.skipped();
            if (!isSet.equals(lit(false))) {
                bits = bits.bitwiseOR(when(isSet, lit(1L << (i % BITS))).otherwise(lit(0L)));
            }
        }
        return bits;
    }

    private boolean maySkip() {
        return rules.stream().anyMatch(rule -> !rule.verdict().skipped().equals(lit(false)));
    }

    private Column isClean() {
        return isZero(FAILS);
    }

    private Column skipsNone() {
        return isZero(SKIPS);
    }

    private Column isUntouched() {
        return maySkip() ? isClean().and(skipsNone()) : isClean();
    }

    private Column isZero(String prefix) {
        Column[] words = new Column[words()];
        Arrays.setAll(words, word -> col(prefix + word).equalTo(0L));
        return Arrays.stream(words).reduce(Column::and).orElse(lit(true));
    }

    private Column bit(String prefix, int index) {
        return col(prefix + index / BITS).bitwiseAND(lit(1L << (index % BITS))).notEqual(0L);
    }

    private Column passes(int index) {
        Column noFail = not(bit(FAILS, index));
        return maySkip() ? noFail.and(not(bit(SKIPS, index))) : noFail;
    }

    /** The texts of the rules that a test selects. */
    private Column names(IntFunction<Column> test) {
        Column[] names = new Column[rules.size()];
        Arrays.setAll(names, i -> {
            Column isNamed = test.apply(i);
            Column name = lit(rules.get(i).rule());
            return isNamed.equals(lit(true)) ? name : when(isNamed, name);
        });
        boolean isFixed = rules.isEmpty() || test.apply(0).equals(lit(true));
        return (isFixed ? array(names) : array_compact(array(names))).cast("array<string>");
    }
}
