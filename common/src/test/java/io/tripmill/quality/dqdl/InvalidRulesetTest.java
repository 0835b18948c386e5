package io.tripmill.quality.dqdl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvalidRulesetTest {
    @Test
    void everyErrorIsToldAtOnceWithItsLineAndAMarkBelowThePlace() {
        InvalidRuleset invalid = refusal("""
                modes = ["bus", tram]
                Rules = [
                    IsComplete "lat"
                    RowCnt > 1,
                    ColumnValues "mode" in $modes,
                \tColumnValues "speed" > "fast",
                    (RowCount > 1) and (IsComplete "lng" > 0),
                    ColumnValues "mode" in ["a", "b",
                    IsUnique "id"
                ]
                Analyzers = [ IsComplete "lat" ]
                """);

        assertThat(invalid).hasMessage("""
                        [T-RULESET] The ruleset has 7 errors. Correct them:
                        line 1, column 17: expected a quoted text, NULL, EMPTY, WHITESPACES_ONLY or a variable, but found 'tram'
                          modes = ["bus", tram]
                                          ^
                        line 4, column 5: expected ',' or ']' after a rule, but found 'RowCnt'
                              RowCnt > 1,
                              ^
                        line 4, column 5: unknown rule type 'RowCnt'; expected RowCount
                              RowCnt > 1,
                              ^
                        line 6, column 25: "fast" has no order; expected a number or a date
                          \tColumnValues "speed" > "fast",
                          \t                       ^
                        line 7, column 42: IsComplete "column" takes no condition; expected none
                              (RowCount > 1) and (IsComplete "lng" > 0),
                                                                   ^
                        line 9, column 5: expected a number or a quoted text or a date, but found 'IsUnique'
                              IsUnique "id"
                              ^
                        line 11, column 15: IsComplete is no analyzer; expected one of RowCount, ColumnCount, ColumnLength,\
                         ColumnValues, ColumnCorrelation, Completeness, Uniqueness, UniqueValueRatio, DistinctValuesCount,\
                         Mean, Sum, StandardDeviation, Entropy, CustomSql, AllStatistics, Distribution
                          Analyzers = [ IsComplete "lat" ]
                                        ^\
                        """);
    }

    @Test
    void aSingleErrorIsNoPlural() {
        assertThat(refusal("Rules = [ RowCount ]")).hasMessage("""
                        [T-RULESET] The ruleset has an error. Correct it:
                        line 1, column 20: expected a condition on a number, but found ']'
                          Rules = [ RowCount ]
                                             ^\
                        """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    RowCnt > 1                                    | 1 unknown rule type 'RowCnt'; expected RowCount
                    isComplete "a"                                | 1 unknown rule type 'isComplete'; expected IsComplete
                    "a"                                           | 1 expected a rule, but found "a"
                    (RowCount > 1                                 | 47 expected ')', 'and' or 'or', but found ']'
                    ()                                            | 2 expected a rule, but found ')'
                    (RowCount > 1) and                            | 47 expected a rule, but found ']'
                    AllStatistics "a"                             | 1 AllStatistics is an analyzer only; expected a rule
                    IsComplete                                    | 1 IsComplete has no parameter; expected "column"
                    IsComplete "a" "b"                            | 1 IsComplete has 2 parameters; expected "column"
                    RowCount "a" > 1                              | 1 RowCount has one parameter; expected no parameter
                    DatasetMatch "a" > 1                          | 1 DatasetMatch has one parameter; expected "reference" "key columns" or "reference" "key columns" "columns"
                    IsPrimaryKey                                  | 1 IsPrimaryKey has no parameter; expected "column" ...
                    Mean "a"                                      | 47 expected a condition on a number, but found ']'
                    DataFreshness "a" > 5                         | 21 expected a duration, such as 24 hours, but found '5'
                    DataFreshness "a" > 5 years                   | 21 expected a duration, such as 24 hours, but found '5'
                    DataFreshness "a" > 2147483648 days           | 21 expected a whole number up to 2147483647, but found '2147483648'
                    FileSize > 5 PB                               | 14 expected ',' or ']' after a rule, but found 'PB'
                    FileSize > 8388608 TB                         | 12 expected a whole number up to 8388607, but found '8388608'
                    FileSize > 1.5 MB                             | 12 expected a whole number up to 8796093022207, but found '1.5'
                    RowCount > "a"                                | 12 "a" has no order; expected a number
                    RowCount = "a"                                | 12 expected a number, but found "a"
                    RowCount in [1, "a"]                          | 17 expected all operands to be a number, but found "a"
                    RowCount matches "a"                          | 10 matches is for texts; expected a condition on a number
                    ColumnDataType "a" = 5                        | 22 expected a quoted text, but found '5'
                    ColumnValues "a" in [1, "b"]                  | 25 expected all operands to be a number or a quoted text or a date, but found "b"
                    ColumnValues "a" in []                        | 22 expected a number or a quoted text or a date, but found ']'
                    ColumnValues "a" in (1, 2)                    | 21 expected '[' or a variable after 'in', but found '('
                    ColumnValues "a" in [1 2]                     | 24 expected ',' or ']' in the list, but found '2'
                    ColumnValues "a" = "2023-02-30"               | 20 expected a date or time of the calendar, but found "2023-02-30"
                    ColumnValues "a" > "25:00"                    | 20 expected a date or time of the calendar, but found "25:00"
                    ColumnValues "a" > (now() - 3 weeks)          | 31 expected days, hours or minutes, but found 'weeks'
                    ColumnValues "a" > (now())                    | 26 expected '-' or '+' and a duration after now(), but found ')'
                    ColumnValues "a" between 1                    | 47 expected 'and' between the two limits, but found ']'
                    ColumnValues "a" not > 1                      | 22 expected between, in or matches after 'not', but found '>'
                    ColumnValues "a" matches x                    | 26 expected a quoted regular expression, but found 'x'
                    ColumnValues "a" matches "(a"                 | 26 expected a regular expression; Unclosed group
                    ColumnNamesMatchPattern "[a"                  | 25 expected a regular expression; Unclosed character class
                    ColumnValues "a" = $x                         | 21 $x is not declared before the rules; none is declared
                    ColumnValues "a" > NULL                       | 20 'NULL' has no order; expected a number or a date
                    RowCount > 1 +                                | 47 expected a number, but found ']'
                    RowCount > foo(1)                             | 12 unknown function 'foo'; expected one of last, avg, median, max, min, sum, std, abs, index
                    RowCount > abs(1, 2)                          | 12 abs has 2 arguments; expected one
                    RowCount > index(last(3))                     | 12 index has 1 arguments; expected two
                    RowCount > avg()                              | 12 avg has 0 arguments; expected at least one
                    RowCount > last(0)                            | 17 expected how many runs, a whole number from 1 on, but found '0'
                    RowCount > last(2                             | 47 expected ')', but found ']'
                    RowCount > 1 where x                          | 20 expected a quoted SQL condition, but found 'x'
                    ColumnCount > 1 where "x"                     | 17 ColumnCount takes no where; expected none
                    RowCount > 1 where "x" where "y"              | 24 where is given twice; expected once
                    RowCount > 1 with threshold > 0.5             | 19 RowCount takes no threshold; expected none
                    FileSize > 1 with threshold = "a"             | 31 expected a number, but found "a"
                    FileSize > 1 with format = "a"                | 19 FileSize takes no tag 'format'; expected threshold, filterOrder, recentFiles, uriRegex
                    RowCount > 1 with format = "a"                | 19 RowCount takes no tag 'format'; expected none
                    FileSize > 1 with recentFiles > 1             | 31 expected '=', but found '>'
                    FileSize > 1 with recentFiles = x             | 33 expected a quoted text, a number, true, false or a list of quoted texts, but found 'x'
                    FileSize > 1 with recentFiles = 0             | 33 the tag recentFiles is set to 0; expected a whole number from 1 on
                    FileFreshness > now() with timeZone = "Mars"  | 39 the tag timeZone is set to "Mars"; expected a time zone, such as Europe/Zurich
                    FileMatch "a" "b" with matchFileName = "yes"  | 40 the tag matchFileName is set to "yes"; expected true or false
                    FileMatch "a" "b" with hashAlgorithm = "X"    | 40 the tag hashAlgorithm is set to "X"; expected one of MD5, SHA-1, SHA-256
                    FileSize > 1 with uriRegex = "(a"             | 30 the tag uriRegex is set to "(a"; expected a quoted regular expression
                    FileSize > 1 with filterOrder = ["x"]         | 33 the tag filterOrder is set to ["x"]; expected a list of recentFiles, uriRegex
                    FileSize > 1 with = 5                         | 19 expected the name of a tag, but found '='
                    RowCount > 1 labels=["a"]                     | 25 expected '=', but found ']'
                    RowCount > 1 labels=["a"="b","a"="c"]         | 30 the label "a" is given twice; expected once
                    RowCount > 1 labels=[""="b"]                  | 22 a label of 0 characters; expected from 1 to 128
                    DetectAnomalies "IsComplete" "a"              | 1 DetectAnomalies can't follow 'IsComplete'; expected one of RowCount, ColumnCount, ColumnLength, ColumnValues, ColumnCorrelation, Completeness, Uniqueness, UniqueValueRatio, DistinctValuesCount, Mean, Sum, StandardDeviation, Entropy, CustomSql, AllStatistics, Distribution
                    DetectAnomalies "Mean"                        | 1 DetectAnomalies of Mean has no parameter for it; expected "column"
                    RowCount > 1 ; ColumnCount > 1                | 14 unexpected character ';' (U+003B)
                    """)
    void aRuleIsRefusedWithAReason(String rule, String columnAndMessage) {
        // Padded, so that the bracket behind the rule stands in one column.
        String text = "Rules = [\n" + rule + " ".repeat(46 - Math.min(46, rule.length())) + "]";

        assertThat(refusal(text).problems())
                .extracting(problem -> problem.position().column() + " " + problem.message())
                .contains(columnAndMessage);
        assertThat(refusal(text).problems())
                .allSatisfy(problem -> assertThat(problem.position().line()).isEqualTo(2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    # nothing                                               | 1:10 expected Rules = [ ... ] or Analyzers = [ ... ]; there is neither
                    Rules = []                                              | 1:11 expected a rule or an analyzer; there is none
                    rules = [ RowCount > 1 ]                                | 1:1 expected Rules, but found 'rules'; case counts
                    Rules [ RowCount > 1 ]                                  | 1:7 expected '=' after 'Rules', but found '['
                    Rules = RowCount > 1                                    | 1:9 expected '[', but found 'RowCount'
                    Rules = [ RowCount > 1                                  | 1:23 expected ',' or ']' after a rule, but found the end of the text
                    Rules = [ RowCount > 1, ]                               | 1:25 expected a rule after ',', but found ']'
                    Rules = [ RowCount > 1 ] ]                              | 1:26 expected Rules, Analyzers or the end of the text, but found ']'
                    Rules = [ RowCount > 1 ] x = "a"                        | 1:26 'x' must stand before the rules and analyzers
                    Rules = [ RowCount > 1 ] Rules = [ RowCount > 1 ]       | 1:26 Rules is given twice; expected one
                    ? Rules = [ RowCount > 1 ]                              | 1:1 unexpected character '?' (U+003F)
                    , Rules = [ RowCount > 1 ]                              | 1:1 expected a section or the name of a variable, but found ','
                    x = "a" x = "b" Rules = [ RowCount > 1 ]                | 1:9 $x is declared twice; expected one declaration
                    x = 5 Rules = [ RowCount > 1 ]                          | 1:5 expected a quoted text, NULL, EMPTY, WHITESPACES_ONLY or a variable, but found '5'
                    x = ["a","b"] Rules = [ ColumnValues "a" = $x ]         | 1:44 the variable is a list; expected one text, or in before the variable
                    x = ["a","b"] Rules = [ IsComplete $x ]                 | 1:36 $x is not one quoted text; expected one
                    x = "a" Rules = [ ColumnValues "a" = $y ]               | 1:39 $y is not declared before the rules; declared are $x
                    Metadata = { "Author": "me" } Rules = [ RowCount > 1 ]  | 1:14 unknown key "Author"; expected Version
                    Metadata = { "Version" "1" } Rules = [ RowCount > 1 ]   | 1:24 expected ':', but found "1"
                    Metadata = { Version: "1" } Rules = [ RowCount > 1 ]    | 1:14 expected a quoted key, but found 'Version'
                    DataSources = { "Primary": ["a"] } Rules = [RowCount>1] | 1:28 expected a quoted text, but found '['
                    DataSources = { "Primary": "a" Rules = [RowCount>1]     | 1:32 expected '}', but found 'Rules'
                    DefaultLabels = [ team = "a" ] Rules = [ RowCount > 1 ] | 1:19 expected a quoted label, but found 'team'
                    Analyzers = [ DataFreshness "a" ]                       | 1:15 DataFreshness is no analyzer; expected one of RowCount, ColumnCount, ColumnLength, ColumnValues, ColumnCorrelation, Completeness, Uniqueness, UniqueValueRatio, DistinctValuesCount, Mean, Sum, StandardDeviation, Entropy, CustomSql, AllStatistics, Distribution
                    Analyzers = [ RowCount > 1 ]                            | 1:24 expected ',' or ']' after an analyzer, but found '>'
                    Analyzers = [ Foo ]                                     | 1:15 unknown rule type 'Foo'; expected one of RowCount, RowCountMatch, ColumnCount, ColumnExists, ColumnDataType, ColumnNamesMatchPattern, ColumnLength, ColumnValues, ColumnCorrelation, IsComplete, Completeness, IsUnique, Uniqueness, UniqueValueRatio, IsPrimaryKey, DistinctValuesCount, Mean, Sum, StandardDeviation, Entropy, DataFreshness, CustomSql, ReferentialIntegrity, DatasetMatch, SchemaMatch, AggregateMatch, DetectAnomalies, FileFreshness, FileMatch, FileSize, FileUniqueness, AllStatistics, Distribution, Variance, Range, InterquartileRange, Skewness, Kurtosis, ZerosCount, DuplicateRowCount
                    Rules = [ (RowCount > 1) labels=["a"="b"] labels=["c"="d"] ] | 1:43 expected ',' or ']' after a rule, but found 'labels'
                    Rules = [ (RowCount > 1 labels=["a"="b"]) labels=["c"="d"] ] | 1:43 the rule in brackets has labels already; expected them once
                    Rules = [ RowCount > 1 labels=["a"="b"] labels=["c"="d"] ] | 1:41 labels is given twice; expected once
                    Rules = [ FileSize > 1 with recentFiles = 1 with recentFiles = 2 ] | 1:50 recentFiles is given twice; expected once
                    Rules = [ FileSize > 1 with threshold > 1 with threshold > 2 ] | 1:48 threshold is given twice; expected once
                    Rules = [ ColumnValues "a" = 1 with threshold > 1 where "b" ] | 1:51 where stands behind with; expected it before
                    """)
    void aDocumentIsRefusedWithAReason(String text, String placeAndMessage) {
        assertThat(told(text)).contains(placeAndMessage);
    }

    @Test
    void aMissingQuotationMarkIsToldOnItsLine() {
        assertThat(told("Rules = [\n  IsComplete \"a,\n  IsUnique \"b\",\n  IsUnique \"c\"\n]"))
                .containsExactly("2:14 a quotation mark without its partner; expected a closing one on this line");
    }

    @Test
    void aMissingCommaIsOneErrorAndTheNextRuleIsReadOn() {
        assertThat(told("Rules = [\n IsComplete \"a\"\n IsUnique \"b\"\n (RowCount > 1) or (RowCount > 2)\n]"))
                .containsExactly(
                        "3:2 expected ',' or ']' after a rule, but found 'IsUnique'",
                        "4:2 expected ',' or ']' after a rule, but found '('");
    }

    @Test
    void aMissingBracketDoesNotHideTheRulesBehindIt() {
        assertThat(told("Rules = [\n ColumnValues \"a\" in [\"x\",\n IsUnique \"b\",\n Mean \"c\" >\n]"))
                .containsExactly(
                        "3:2 expected a number or a quoted text or a date, but found 'IsUnique'",
                        "5:1 expected a number, but found ']'");
        assertThat(told("Rules = [\n RowCount > 1,\n RowCount <\nAnalyzers = [ IsUnique \"b\" ]"))
                .first()
                .isEqualTo("4:1 expected a number, but found 'Analyzers'");
    }

    @Test
    void aBrokenDeclarationIsNotBlamedOnItsUsers() {
        assertThat(
                        told(
                                "x = [5]\ny = [\"a\"]\n"
                                        + "Rules = [ ColumnValues \"a\" in $x, ColumnValues \"a\" = $x, CustomSql $x, ColumnValues \"a\" in $y ]"))
                .hasSize(1);
    }

    @Test
    void limitsHoldOnBothSides() {
        String deep = "(".repeat(50) + "RowCount > 1" + ")".repeat(50);
        assertThat(Ruleset.parse("Rules = [" + deep + "]").rules()).hasSize(1);
        assertThat(told("Rules = [(" + deep + ")]"))
                .contains("1:60 rules are nested more than 50 deep; expected fewer brackets");

        String sum = "RowCount > 1" + " + 1".repeat(200);
        assertThat(Ruleset.parse("Rules = [" + sum + "]").rules()).hasSize(1);
        assertThat(told("Rules = [" + sum + " + 1]"))
                .singleElement()
                .asString()
                .contains("expected at most 200 operations in a condition");

        String brackets = "RowCount > " + "(".repeat(49) + "1" + ")".repeat(49);
        assertThat(Ruleset.parse("Rules = [" + brackets + "]").rules()).hasSize(1);
        assertThat(told("Rules = [" + brackets.replace("1", "(1)") + "]"))
                .contains("1:71 numbers are nested more than 50 deep; expected fewer brackets");
    }

    @Test
    void aLongLineIsShownAroundTheErrorAndAForeignFileInPart() {
        String padding = " ".repeat(300);
        assertThat(refusal("Rules = [" + padding + "RowCount > x" + padding + "]"))
                .hasMessageEndingWith("expected a number, but found 'x'\n  " + " ".repeat(69) + "RowCount > x"
                        + " ".repeat(79) + "\n  " + " ".repeat(80) + "^");
        assertThat(told("\u0000".repeat(100_000))).hasSize(100);
    }

    @Test
    void aBottomlessRegularExpressionIsAnErrorOfTheText() {
        assertThat(told("Rules = [ ColumnValues \"a\" matches \"" + "(".repeat(100_000) + ")".repeat(100_000) + "\" ]"))
                .containsExactly("1:36 expected a regular expression; Stack overflow during pattern compilation");
    }

    @Test
    void aFewOfManyVariablesAreNamed() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 25; i++) {
            text.append("v").append(i).append(" = \"x\"\n");
        }
        assertThat(told(text + "Rules = [ColumnValues \"a\" in $w]"))
                .singleElement()
                .asString()
                .endsWith(
                        "$w is not declared before the rules; declared are $v0, $v1, $v2, $v3, $v4, $v5, $v6, $v7, $v8,"
                                + " $v9, $v10, $v11, $v12, $v13, $v14, $v15, $v16, $v17, $v18, $v19 and 5 more");
    }

    @Test
    void nothingIsReadBehindTheLastErrorThatIsTold() {
        assertThat(told("Rules = [" + "Foo, ".repeat(150) + "("))
                .hasSize(100)
                .first()
                .asString()
                .startsWith("1:10 unknown rule type 'Foo'");
    }

    @Test
    void labelsAreFewAndShort() {
        String name = "n".repeat(128);
        String value = "v".repeat(256);
        assertThat(Ruleset.parse("Rules = [RowCount > 1 labels=[\"" + name + "\"=\"" + value + "\"]]")
                        .rules())
                .hasSize(1);
        assertThat(told("Rules = [RowCount > 1 labels=[\"" + name + "n\"=\"" + value + "v\"]]"))
                .containsExactly(
                        "1:31 a label of 129 characters; expected from 1 to 128",
                        "1:163 a label of 257 characters; expected from 1 to 256");

        StringBuilder ten = new StringBuilder("\"l0\"=\"x\"");
        for (int i = 1; i < 10; i++) {
            ten.append(",\"l").append(i).append("\"=\"x\"");
        }
        assertThat(Ruleset.parse("Rules = [RowCount > 1 labels=[" + ten + "]]").rules())
                .hasSize(1);
        assertThat(told("Rules = [RowCount > 1 labels=[" + ten + ",\"l10\"=\"x\"]]"))
                .containsExactly("1:30 11 labels; expected at most 10");
    }

    private static List<String> told(String text) {
        return refusal(text).problems().stream()
                .map(problem -> problem.position() + " " + problem.message())
                .toList();
    }

    private static InvalidRuleset refusal(String text) {
        return catchThrowableOfType(InvalidRuleset.class, () -> Ruleset.parse(text));
    }
}
