package io.tripmill.quality.dqdl;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesetTest {
    private static final Position ANYWHERE = new Position(1, 1);

    @Test
    void aDocumentHasSections() {
        Ruleset ruleset = Ruleset.parse("""
                # What holds for pings.
                Metadata = { "Version": "1.0" }
                DataSources = { "Primary": "pings", "AdditionalDataSources": ["fleet", "zones"] }
                modes = ["bus", "tram"]
                query = "select count(*) from primary"
                DefaultLabels = ["team" = "data"]
                Rules = [ IsComplete "lat", CustomSql $query > 0 ]   # no more
                Analyzers = [ RowCount, Distribution "mode" with bins = 20, rebin = false ]
                """);

        assertThat(ruleset.metadata()).isEqualTo(Map.of("Version", "1.0"));
        assertThat(ruleset.dataSources()).isEqualTo(new DataSources(Optional.of("pings"), List.of("fleet", "zones")));
        assertThat(ruleset.variables())
                .containsExactly(
                        new Variable("modes", Variable.Shape.LIST, List.of(text("bus"), text("tram"))),
                        new Variable("query", Variable.Shape.ONE, List.of(text("select count(*) from primary"))));
        assertThat(ruleset.defaultLabels()).isEqualTo(new Labels(Map.of("team", "data")));
        assertThat(ruleset.rules()).hasSize(2).hasOnlyElementsOfType(Leaf.class);
        assertThat(ruleset.analyzers())
                .containsExactly(
                        new Analyzer(RuleType.ROW_COUNT, List.of(), List.of(), ANYWHERE),
                        new Analyzer(
                                RuleType.DISTRIBUTION,
                                List.of(Parameter.quoted("mode")),
                                List.of(
                                        new Tag("bins", new Tag.Numeric(BigDecimal.valueOf(20))),
                                        new Tag("rebin", new Tag.Flag(false))),
                                ANYWHERE));
    }

    @Test
    void aLeafHasAllItsParts() {
        Leaf leaf = leaf(
                "ColumnValues \"speed\" between 0 and 70.50 where \"mode = \\\"bus\\\"\" labels=[\"prio\"=\"high\"]"
                        + " with threshold >= 0.9 with ignoreCase = \"true\"");

        assertThat(leaf)
                .isEqualTo(new Leaf(
                        RuleType.COLUMN_VALUES,
                        List.of(Parameter.quoted("speed")),
                        Optional.of(new NumberCondition(Operator.BETWEEN, List.of(number("0"), number("70.50")))),
                        Optional.of("mode = \"bus\""),
                        Optional.of(new NumberCondition(Operator.GREATER_OR_EQUAL, List.of(number("0.9")))),
                        List.of(new Tag("ignoreCase", new Tag.Text("true"))),
                        new Labels(Map.of("prio", "high")),
                        ANYWHERE));
        assertThat(leaf.parameter(0)).isEqualTo("speed");
        assertThat(leaf.tag("ignoreCase")).contains("true");
        assertThat(leaf.tag("format")).isEmpty();
        assertThat(leaf.position()).isEqualTo(new Position(1, 11));
    }

    @Test
    void andBindsTighterThanOr() {
        assertThat(rule("(RowCount > 1) or (RowCount > 2) and (RowCount > 3)"))
                .isEqualTo(new Disjunction(
                        List.of(
                                leaf("RowCount > 1"),
                                new Conjunction(List.of(leaf("RowCount > 2"), leaf("RowCount > 3")), Labels.NONE)),
                        Labels.NONE));
        assertThat(rule("((RowCount > 1) or (RowCount > 2)) and (RowCount > 3)"))
                .isEqualTo(new Conjunction(
                        List.of(
                                new Disjunction(List.of(leaf("RowCount > 1"), leaf("RowCount > 2")), Labels.NONE),
                                leaf("RowCount > 3")),
                        Labels.NONE));
    }

    @Test
    void aJointOfTheSameKindJoinsInUnlessLabelsHoldItTogether() {
        assertThat(rule("((RowCount > 1) and (RowCount > 2)) and (RowCount > 3)"))
                .isInstanceOfSatisfying(
                        Conjunction.class, and -> assertThat(and.rules()).hasSize(3));
        assertThat(rule("((RowCount > 1) and (RowCount > 2)) labels=[\"a\"=\"b\"] and (RowCount > 3)"))
                .isInstanceOfSatisfying(Conjunction.class, and -> {
                    assertThat(and.rules()).hasSize(2);
                    assertThat(and.rules().get(0).labels()).isEqualTo(new Labels(Map.of("a", "b")));
                    assertThat(and.leaves()).hasSize(3);
                });
        assertThat(rule("(RowCount > 1) labels=[\"a\"=\"b\"]")).isEqualTo(rule("RowCount > 1 labels=[\"a\"=\"b\"]"));
    }

    @Test
    void bracketsMayBeLeftOutWhereTheNextRuleIsPlain() {
        assertThat(rule("IsUnique \"a\" and IsUnique \"b\" OR RowCount between 1 AND 5"))
                .isEqualTo(rule("((IsUnique \"a\") and (IsUnique \"b\")) or (RowCount between 1 and 5)"));
        assertThat(leaf("IsPrimaryKey \"a\" and \"b\" and c").parameterValues()).containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    RowCount = 5                  | = 5
                    RowCount ! = 5                | != 5
                    RowCount > -5                 | > -5
                    RowCount >= 0.10              | >= 0.10
                    RowCount < 1e3                | < 1000
                    RowCount <= 25e-4             | <= 0.0025
                    RowCount between 1 AND 5      | between 1 and 5
                    RowCount not between 1 and 5  | not between 1 and 5
                    RowCount in [1, 2 , 3]        | in [1,2,3]
                    RowCount not in [7]           | not in [7]
                    RowCount > 3-5                | > 3 - 5
                    RowCount > 3 - -5             | > 3 - -5
                    RowCount > 1 + 2 * 3          | > 1 + 2 * 3
                    RowCount > (1 + 2) * ((3))    | > (1 + 2) * 3
                    RowCount > 10 - (4 - 3)       | > 10 - (4 - 3)
                    RowCount > (10 - 4) - 3       | > 10 - 4 - 3
                    RowCount > last()             | > last(1)
                    RowCount > index(last(10),3)  | > index(last(10),3)
                    RowCount > max(1, abs(-2))    | > max(1,abs(-2))
                    """)
    void numbersArePrintedAsGlueDoes(String rule, String condition) {
        assertThat(leaf(rule).condition())
                .get()
                .isInstanceOf(NumberCondition.class)
                .hasToString(condition);
    }

    @Test
    void timesBindsTighterThanMinus() {
        assertThat(leaf("RowCount > avg(last(10)) - 3 * std(last(10))").condition())
                .contains(new NumberCondition(
                        Operator.GREATER,
                        List.of(new NumberOperand.Arithmetic(
                                call(NumberOperand.Function.AVG),
                                NumberOperand.Sign.MINUS,
                                new NumberOperand.Arithmetic(
                                        number("3"), NumberOperand.Sign.TIMES, call(NumberOperand.Function.STD))))));
    }

    @Test
    void textsKeywordsAndRegularExpressionsAreOneKind() {
        assertThat(condition("in [\"a\\\"b\\\\c\\d\", NULL, empty, WHITESPACES_ONLY]"))
                .isEqualTo(new StringCondition(
                        Operator.IN,
                        List.of(
                                text("a\"b\\c\\d"),
                                StringOperand.Keyword.NULL,
                                StringOperand.Keyword.EMPTY,
                                StringOperand.Keyword.WHITESPACES_ONLY)));
        assertThat(condition("!= NULL"))
                .isEqualTo(new StringCondition(Operator.NOT_EQUAL, List.of(StringOperand.Keyword.NULL)));
        assertThat(condition("not matches \"\\d+ \\\\ \\\"\""))
                .isEqualTo(
                        new StringCondition(Operator.NOT_MATCHES, List.of(new StringOperand.Pattern("\\d+ \\\\ \""))));
    }

    @Test
    void nullBesideNumbersOrDatesIsOneOfThem() {
        assertThat(condition("in [NULL, 5]"))
                .isEqualTo(new NumberCondition(Operator.IN, List.of(new NumberOperand.Null(), number("5"))));
        assertThat(condition("not in [\"2024-02-29\", null]"))
                .isEqualTo(new DateCondition(
                        Operator.NOT_IN,
                        List.of(new DateOperand.Day(LocalDate.of(2024, 2, 29)), new DateOperand.Null())));
    }

    @Test
    void variablesStandForTheirValues() {
        Ruleset ruleset = Ruleset.parse("""
                one = "a"
                many = ["b", NULL]
                same = $one
                Rules = [
                    ColumnValues "c" in $many, ColumnValues "c" = $one, ColumnValues "c" in [$one, $many, "d"],
                    ColumnValues "c" = $same
                ]
                """);

        assertThat(ruleset.rules())
                .extracting(rule -> ((StringCondition) ((Leaf) rule).condition().orElseThrow()).values())
                .containsExactly(
                        List.of(text("b"), StringOperand.Keyword.NULL),
                        List.of(text("a")),
                        List.of(text("a"), text("b"), StringOperand.Keyword.NULL, text("d")),
                        List.of(text("a")));
        assertThat(ruleset.rules().get(0)).hasToString("ColumnValues \"c\" in $many");
    }

    @Test
    void datesAndTimesAreMoments() {
        LocalDateTime now = LocalDateTime.of(2026, 3, 1, 12, 30, 15);
        DateCondition condition = (DateCondition)
                condition(
                        "in [\"2024-02-29\", \"9:05 PM\", \"00:30\","
                                + " \"2024-01-31 10:00:00.5\", \"2024-01-31T10:00\", now(), (now() - 3 days), (now() +90 minutes), NULL]");

        assertThat(condition.operands())
                .extracting(operand -> operand.at(now).orElse(null))
                .containsExactly(
                        LocalDateTime.of(2024, 2, 29, 0, 0),
                        LocalDateTime.of(2026, 3, 1, 21, 5),
                        LocalDateTime.of(2026, 3, 1, 0, 30),
                        LocalDateTime.of(2024, 1, 31, 10, 0, 0, 500_000_000),
                        LocalDateTime.of(2024, 1, 31, 10, 0),
                        now,
                        LocalDateTime.of(2026, 2, 26, 12, 30, 15),
                        LocalDateTime.of(2026, 3, 1, 14, 0, 15),
                        null);
        assertThat(condition)
                .hasToString("in [\"2024-02-29\",\"9:05 PM\",\"00:30\",\"2024-01-31 10:00:00.5\",\"2024-01-31T10:00\","
                        + "now(),(now() - 3 days),(now() + 90 minutes),NULL]");
        assertThat(condition("> \"12:00 AM\""))
                .isEqualTo(new DateCondition(
                        Operator.GREATER, List.of(new DateOperand.TimeOfDay(LocalTime.MIDNIGHT, "12:00 AM"))));
    }

    @Test
    void whatLooksLikeADateIsATextAmongTexts() {
        assertThat(condition("in [\"2024-01-01\", \"unknown\"]"))
                .isEqualTo(new StringCondition(Operator.IN, List.of(text("2024-01-01"), text("unknown"))));
        assertThat(leaf("ColumnDataType \"c\" = \"12:30\"").condition())
                .contains(new StringCondition(Operator.EQUAL, List.of(text("12:30"))));
    }

    @Test
    void durationsAndSizesHaveUnits() {
        assertThat(leaf("DataFreshness \"t\" between 2 days and 90 minutes").condition())
                .contains(new DurationCondition(
                        Operator.BETWEEN,
                        List.of(new TimeSpan(2, TimeSpan.Unit.DAYS), new TimeSpan(90, TimeSpan.Unit.MINUTES))));
        assertThat(leaf("FileSize in [5, 1 B, 2 KB, 3 MB, 4 GB, 5 TB]").condition())
                .get()
                .isInstanceOfSatisfying(SizeCondition.class, condition -> assertThat(condition.operands())
                        .extracting(Size::bytes)
                        .containsExactly(5L, 1L, 2048L, 3L << 20, 4L << 30, 5L << 40));
    }

    @Test
    void aRuleMayBeAnsweredRowByRow() {
        assertThat(leaf("IsComplete \"a\"").isRowLevel()).isTrue();
        assertThat(leaf("RowCount > 5").isRowLevel()).isFalse();
        assertThat(leaf("CustomSql \"select id from primary\"").isRowLevel()).isTrue();
        assertThat(leaf("CustomSql \"select 1\" > 0").isRowLevel()).isFalse();
    }

    @Test
    void itsOwnLabelsComeBeforeTheDefaults() {
        Ruleset ruleset = Ruleset.parse(
                "DefaultLabels=[\"team\"=\"data\",\"prio\"=\"low\"] Rules=[RowCount > 1 labels=[\"prio\"=\"high\"]]");

        assertThat(ruleset.labelsOf(ruleset.rules().get(0)).values())
                .containsExactly(Map.entry("team", "data"), Map.entry("prio", "high"));
    }

    @Test
    void aRulesetPrintsItself() {
        assertThat(Ruleset.parse("x=\"a\"  Rules=[ (IsComplete a)and(RowCount>1), ColumnValues \"c\"  in[$x,\"b\"] ]"))
                .hasToString("""
                        x = "a"
                        Rules = [
                            (IsComplete a) AND (RowCount > 1),
                            ColumnValues "c" in [$x,"b"]
                        ]
                        """);
    }

    @Test
    void windowsEditorsAndAByteOrderMarkAreNoProblem() {
        assertThat(Ruleset.parse("\uFEFFRules = [\r\n  RowCount > 1, # one\r\n  IsComplete \"a\"\r\n]\r\n")
                        .rules())
                .extracting(Rule::position)
                .containsExactly(new Position(2, 3), new Position(3, 3));
    }

    private static Rule rule(String text) {
        return Ruleset.parse("Rules = [ " + text + " ]").rules().get(0);
    }

    private static Leaf leaf(String text) {
        return (Leaf) rule(text);
    }

    private static Condition condition(String text) {
        return leaf("ColumnValues \"c\" " + text).condition().orElseThrow();
    }

    private static StringOperand text(String text) {
        return new StringOperand.Quoted(text);
    }

    private static NumberOperand number(String digits) {
        return new NumberOperand.Literal(new BigDecimal(digits));
    }

    private static NumberOperand call(NumberOperand.Function function) {
        return new NumberOperand.Call(function, List.of(new NumberOperand.Last(10)));
    }
}
