package io.tripmill.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.deequ.dqdl.EvaluateDataQuality;
import io.tripmill.quality.dqdl.Leaf;
import io.tripmill.quality.dqdl.Rule;
import io.tripmill.quality.dqdl.RuleType;
import io.tripmill.quality.dqdl.Ruleset;
import io.tripmill.testkit.SparkTest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The open-source evaluator of AWS, over generated rows and rules, says the same or differs for a reason that is listed. */
@SparkTest
@Tag("full")
class EvaluatorDifferenceTest {
    private static final String[] COLUMNS = {"n", "x", "s", "k"};
    private static final int RULES = 160;

    private static final Set<RuleType> NO_ROWS_HOLD = EnumSet.of(
            RuleType.COLUMN_LENGTH,
            RuleType.COLUMN_VALUES,
            RuleType.COMPLETENESS,
            RuleType.IS_COMPLETE,
            RuleType.IS_PRIMARY_KEY,
            RuleType.IS_UNIQUE,
            RuleType.UNIQUENESS,
            RuleType.UNIQUE_VALUE_RATIO);

    /** Where the two differ, and why ours is as it is. */
    private static final List<Difference> DIFFERENCES = List.of(
            new Difference(
                    "NULL is no value, so it is not counted as one",
                    rule -> rule.type() == RuleType.DISTINCT_VALUES_COUNT
                            && !rule.parameter(0).equals("k")),
            new Difference(
                    "NULL in any column of a primary key breaks it",
                    rule -> rule.type() == RuleType.IS_PRIMARY_KEY
                            && rule.parameters().size() > 1),
            new Difference(
                    "no row breaks a rule on rows or keys, so it holds where there are none",
                    rule -> NO_ROWS_HOLD.contains(rule.type())),
            new Difference(
                    "a count of no rows is 0",
                    rule -> rule.type() == RuleType.ROW_COUNT && rule.where().isPresent()),
            new Difference(
                    "the alternatives of a regular expression hold together",
                    rule -> rule.toString().contains("v0|v1") || rule.toString().contains("v|x")),
            new Difference("not matches is the negation of matches, not a test of a prefix", rule -> rule.toString()
                    .contains(" not matches ")),
            new Difference("NULL is neither empty nor white space, so it passes != EMPTY", rule -> rule.toString()
                    .matches(".*(!=|not in) .*(EMPTY|WHITESPACES_ONLY).*")),
            new Difference("a threshold is heard", rule -> rule.threshold().isPresent()));

    /** A reason, and the rules that it is one for. */
    private record Difference(String reason, Predicate<Leaf> concerns) {}

    @Test
    void agreesOrDiffersForAListedReason(SparkSession spark) {
        // It casts texts to numbers, which ANSI forbids.
        SparkSession lenient = spark.newSession();
        lenient.conf().set("spark.sql.ansi.enabled", "false");
        Random random = new Random(7);
        List<String> unexplained = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (int count : List.of(40, 0)) {
            Dataset<Row> rows = rows(lenient, count);
            List<Rule> rules = rules(random);
            Map<String, Row> theirs = new TreeMap<>();
            EvaluateDataQuality.process(rows, Ruleset.of(rules).toString())
                    .collectAsList()
                    .forEach(row -> theirs.put(key(row.getString(0)), row));
            List<RuleOutcome> ours = Quality.evaluate(rows, Ruleset.of(rules)).outcomes();
            for (int i = 0; i < ours.size(); i++) {
                Row their = Objects.requireNonNull(
                        theirs.get(key(ours.get(i).rule())), ours.get(i).rule());
                if (!isSame(ours.get(i), their)) {
                    Leaf rule = (Leaf) rules.get(i);
                    List<String> reasons = DIFFERENCES.stream()
                            .filter(difference -> difference.concerns().test(rule))
                            .filter(difference -> count == 0 || !isAboutNoRows(difference))
                            .map(Difference::reason)
                            .toList();
                    seen.addAll(reasons);
                    if (reasons.isEmpty()) {
                        unexplained.add(count + " rows: " + ours.get(i) + " but " + their.mkString(" "));
                    }
                }
            }
        }
        assertThat(unexplained).isEmpty();
        assertThat(seen)
                .as("differences that are listed and do not show")
                .containsExactlyInAnyOrderElementsOf(
                        DIFFERENCES.stream().map(Difference::reason).toList());
    }

    private static boolean isAboutNoRows(Difference difference) {
        return difference.reason().contains("where there are none");
    }

    /** The same outcome, and the same value of every metric that both have. */
    private static boolean isSame(RuleOutcome ours, Row theirs) {
        Map<String, Double> metrics = theirs.getJavaMap(3);
        return ours.outcome().equals(theirs.getString(1))
                && ours.evaluatedMetrics().entrySet().stream()
                        .filter(entry -> metrics.containsKey(entry.getKey()))
                        .allMatch(entry ->
                                Math.abs(entry.getValue() - metrics.getOrDefault(entry.getKey(), Double.NaN)) < 1e-9);
    }

    private static List<Rule> rules(Random random) {
        List<Rule> rules = new ArrayList<>();
        while (rules.size() < RULES) {
            Rule rule = Ruleset.parse("Rules = [" + rule(random) + "]").rules().get(0);
            if (!rules.contains(rule)) {
                rules.add(rule);
            }
        }
        return rules;
    }

    private static String key(String rule) {
        return rule.replaceAll("\\s", "");
    }

    /** Rows with repeated, missing, empty and blank values. */
    private static Dataset<Row> rows(SparkSession spark, int count) {
        return spark.range(count)
                .select(
                        functions.expr("cast(if(id % 7 = 3, null, id % 11 - 3) as int) as n"),
                        functions.expr("if(id % 5 = 1, null, (id * 37 % 101) / 4.0D) as x"),
                        functions.expr(
                                "case when id % 6 = 5 then null when id % 6 = 4 then '' when id % 6 = 3 then '  '"
                                        + " else concat('v', id % 4) end as s"),
                        functions.expr("id as k"));
    }

    private static String rule(Random random) {
        String column = COLUMNS[random.nextInt(COLUMNS.length)];
        String number = random.nextBoolean() ? "n" : "x";
        int limit = random.nextInt(12) - 3;
        String share = List.of("0.2", "0.5", "0.8", "1.0").get(random.nextInt(4));
        String order = List.of(">", ">=", "<", "<=", "=", "!=").get(random.nextInt(6));
        String where = random.nextInt(5) == 0 ? " where \"k < 20\"" : "";
        String range = List.of("between", "not between").get(random.nextInt(2)) + " " + limit + " and "
                + (limit + random.nextInt(9));
        return switch (random.nextInt(19)) {
            case 0 -> "RowCount " + order + " " + 10 * limit + where;
            case 1 -> "IsComplete \"" + column + "\"" + where;
            case 2 -> "Completeness \"" + column + "\" " + order + " " + share + where;
            case 3 -> "IsUnique \"" + column + "\"" + where;
            case 4 -> "Uniqueness \"" + column + "\" " + order + " " + share + where;
            case 5 -> "IsPrimaryKey \"" + column + "\"" + (random.nextBoolean() ? " \"k\"" : "") + where;
            case 6 -> "UniqueValueRatio \"" + column + "\" " + order + " " + share + where;
            case 7 -> "DistinctValuesCount \"" + column + "\" " + order + " " + (limit + 3) + where;
            case 8 ->
                List.of("Mean", "Sum", "StandardDeviation").get(random.nextInt(3)) + " \"" + number + "\" " + order
                        + " " + limit + where;
            case 9 -> "Entropy \"" + column + "\" " + order + " " + (limit / 3.0) + where;
            case 10 -> "ColumnValues \"" + number + "\" " + order + " " + limit + where;
            case 11 -> "ColumnValues \"" + number + "\" " + range + where;
            case 12 ->
                "ColumnValues \"s\" " + List.of("in", "not in").get(random.nextInt(2)) + " [\"v0\",\"v1\",\"v2\""
                        + List.of("", ",NULL", ",EMPTY", ",NULL,EMPTY,WHITESPACES_ONLY")
                                .get(random.nextInt(4)) + "]" + where;
            case 13 ->
                "ColumnValues \"s\" " + List.of("=", "!=").get(random.nextInt(2)) + " "
                        + List.of("\"v0\"", "NULL", "EMPTY", "WHITESPACES_ONLY").get(random.nextInt(4)) + where;
            case 14 -> "ColumnLength \"s\" " + order + " " + random.nextInt(4) + where;
            case 15 ->
                "ColumnValues \"s\" " + List.of("matches", "not matches").get(random.nextInt(2)) + " \""
                        + List.of("v0|v1", "v[0-3]", "v", "v|x", ".*").get(random.nextInt(5)) + "\"" + where;
            case 16 -> "ColumnValues \"" + number + "\" " + order + " " + limit + where + " with threshold > " + share;
            case 17 -> "IsComplete \"" + column + "\" where \"k > 100\"";
            default -> "ColumnCorrelation \"n\" \"x\" " + order + " " + (limit / 10.0) + where;
        };
    }
}
