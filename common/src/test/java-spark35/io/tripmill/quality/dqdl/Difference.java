package io.tripmill.quality.dqdl;

import static io.tripmill.quality.dqdl.Difference.Kind.WE_MEAN_ANOTHER;
import static io.tripmill.quality.dqdl.Difference.Kind.WE_READ_MORE;
import static io.tripmill.quality.dqdl.Difference.Kind.WE_REFUSE;

import java.util.regex.Pattern;

/** Where our parser and software.amazon.glue:dqdl 1.0.0 differ: an example of each difference, and its reason. */
enum Difference {
    CRLF(WE_READ_MORE, "Rules = [\r\n RowCount > 1\r\n]\r\n", "Editors on Windows write it; the oracle knows no CR."),
    COMMENT_AT_THE_END(WE_READ_MORE, "Rules = [ RowCount > 1 ] # end", "A file need not end in a line break."),
    SEVERAL_COLUMNS(
            WE_READ_MORE,
            "Rules = [ IsUnique \"a\" \"b\", Uniqueness \"a\" \"b\" > 0.9 ]",
            "AWS allows it since 2025."),
    NEWER_TYPES(
            WE_READ_MORE,
            "Rules = [ Variance \"a\" > 1, Range \"a\" > 1, InterquartileRange \"a\" > 1, Skewness \"a\" > 1,"
                    + " Kurtosis \"a\" > 1, ZerosCount \"a\" > 1, DuplicateRowCount = 0 ]",
            "Later parsers of AWS have them."),
    DISTRIBUTION(
            WE_READ_MORE,
            "Analyzers = [ Distribution \"a\" with bins = 20, rebin = false ]",
            "AWS documents it since."),
    LABELS(WE_READ_MORE, "Rules = [ RowCount > 1 labels=[\"team\"=\"data\"] ]", "AWS documents labels since 2025."),
    DEFAULT_LABELS(
            WE_READ_MORE, "DefaultLabels=[\"team\"=\"data\"] Rules = [ RowCount > 1 ]", "As labels of one rule."),
    VARIABLE_AS_OPERAND(
            WE_READ_MORE,
            "x = \"a\" Rules = [ ColumnValues \"c\" = $x ]",
            "The oracle's grammar allows it, and its code then fails with a null pointer."),
    VARIABLE_IN_A_LIST(WE_READ_MORE, "x = \"a\" Rules = [ ColumnValues \"c\" in [$x, \"b\"] ]", "As above."),
    VARIABLE_AS_PARAMETER(
            WE_READ_MORE, "x = \"select 1\" Rules = [ CustomSql $x > 0 ]", "AWS documents it for queries."),
    DATE_IN_A_VARIABLE(
            WE_READ_MORE, "x = [\"2024-01-01\"] Rules = [ ColumnValues \"c\" in $x ]", "A text may look like a date."),
    EXPONENT(WE_READ_MORE, "Rules = [ Sum \"a\" < 1e-3 ]", "Numbers are written so elsewhere."),
    MOMENT(
            WE_READ_MORE,
            "Rules = [ ColumnValues \"t\" > \"2024-01-01 10:00:00\" ]",
            "A time of a day in the past can't be said otherwise."),
    MIXED_LIST(
            WE_READ_MORE,
            "Rules = [ ColumnValues \"c\" in [\"2024-01-01\", \"unknown\"] ]",
            "A column of texts may hold dates and other texts."),
    DATE_LIKE_TEXT(
            WE_READ_MORE,
            "Rules = [ IsComplete \"2024-01-01\", ColumnDataType \"c\" = \"12:30\", ColumnValues \"c\" matches \"12:30\" ]",
            "Where only a text can stand, a text that looks like a date is one."),
    UNIT_AS_A_NAME(WE_READ_MORE, "Rules = [ IsComplete days, IsComplete KB ]", "Only what is ambiguous is reserved."),
    DEEP_COMPOSITE(
            WE_READ_MORE,
            "Rules = [ (RowCount > 1) and ((RowCount > 2) or ((RowCount > 3) and ((RowCount > 4) or ((RowCount > 5) and"
                    + " ((RowCount > 6) or (RowCount > 7)))))) ]",
            "The oracle stops at five levels, we at fifty."),
    TYPE_AFTER_AND(
            WE_READ_MORE,
            "Rules = [ IsUnique \"a\" and IsUnique \"b\" ]",
            "The name of a rule type after and begins a rule; to the oracle it is a column."),
    TAG_OF_TEXTS(
            WE_READ_MORE,
            "Rules = [ FileSize > 5 KB with filterOrder = [\"uriRegex\",\"recentFiles\"] ]",
            "AWS documents it since."),
    TAG_OF_TRUTH(
            WE_READ_MORE,
            "Rules = [ ColumnValues \"c\" = \"x\" with ignoreCase = true ]",
            "AWS writes rebin = false so."),
    LONG_SIZE(WE_READ_MORE, "Rules = [ FileSize > 5000000000 ]", "Files of more than 2 GB; the oracle reads an int."),

    SIZE_WITH_AND_WITHOUT_UNIT(
            WE_READ_MORE,
            "Rules = [ FileSize between 10 and 2 KB ]",
            "A number without a unit counts bytes everywhere."),

    PRECEDENCE(
            WE_MEAN_ANOTHER,
            "Rules = [ RowCount > avg(last(10)) - 3 * std(last(10)) ]",
            "The oracle gives all four operations one rank, so it multiplies the difference; no page of AWS says so.",
            "[-+][^,]*[*/]"),
    MOMENT_EQUAL(
            WE_MEAN_ANOTHER,
            "Rules = [ ColumnValues \"t\" = \"2024-01-01 10:00:00\" ]",
            "A date with a time is a date in every condition, not only where texts have no order.",
            "\"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:"),
    NOW_WITH_A_BLANK(
            WE_MEAN_ANOTHER,
            "Rules = [ ColumnValues \"t\" > now () ]",
            "Blanks mean nothing.",
            "now\\s+\\(|now\\(\\s+\\)"),
    VARIABLE_OF_A_VARIABLE(
            WE_MEAN_ANOTHER,
            "x = \"a\" y = $x Rules = [ ColumnValues \"c\" in $y ]",
            "The oracle takes the text $x itself.",
            "= \\$\\w+\\s"),
    KEYWORD_IN_A_VARIABLE(
            WE_MEAN_ANOTHER,
            "x = [NULL, \"a\"] Rules = [ ColumnValues \"c\" in $x ]",
            "The oracle takes the text NULL.",
            "\\w+ = \\[?.*\\b(NULL|null|EMPTY|empty|WHITESPACES_ONLY|whitespaces_only)\\b"),
    ANALYZERS_FIRST(
            WE_MEAN_ANOTHER,
            "Analyzers = [ RowCount ] Rules = [ RowCount > 1 ]",
            "The oracle ends behind the analyzers and loses the rules.",
            "Analyzers(?s:.*)Rules"),
    BACKSLASH_IN_A_LIST(
            WE_MEAN_ANOTHER,
            "Rules = [ ColumnValues \"c\" in [\"a\\d\"] ]",
            "In lists of a condition the oracle drops every backslash, elsewhere none; we mean the same everywhere.",
            "in \\[[^\\]]*\\\\"),
    NAME_OF_A_SOURCE(
            WE_MEAN_ANOTHER,
            "DataSources = { \"AdditionalDataSources\": [\"a, b]\"] } Rules = [ RowCount > 1 ]",
            "The oracle cuts the text of the list at commas, also at those in a name, and drops blanks and brackets.",
            "\"AdditionalDataSources\": \\[[^=]*\"\\w*[^\\w\"]"),

    NULL_HAS_NO_ORDER(
            WE_REFUSE, "Rules = [ ColumnValues \"c\" > NULL ]", "Never true, so never meant.", "'NULL' has no order"),
    NULL_IN_LOWER_CASE_HAS_NO_ORDER(
            WE_REFUSE, "Rules = [ ColumnValues \"c\" > null ]", "As above.", "'null' has no order"),
    NULL_IS_NO_NUMBER(WE_REFUSE, "Rules = [ RowCount = NULL ]", "A metric is a number.", "but found 'NULL'"),
    NULL_IN_ARITHMETIC(
            WE_REFUSE, "Rules = [ RowCount > 1 + NULL ]", "Gives no number.", "expected a number, but found 'NULL'"),
    NULL_FIRST_IN_ARITHMETIC(
            WE_REFUSE,
            "Rules = [ ColumnValues \"c\" in [NULL - 1] ]",
            "As above.",
            "expected ',' or ']' in the list, but found '"),
    UNKNOWN_FUNCTION(WE_REFUSE, "Rules = [ RowCount > foo(1) ]", "Nobody can compute it.", "unknown function"),
    ARGUMENTS(WE_REFUSE, "Rules = [ RowCount > abs(1, 2) ]", "As above.", " arguments; expected "),
    RUNS(WE_REFUSE, "Rules = [ RowCount > last(0) ]", "The last 0 runs are none.", "expected how many runs"),
    COMPUTED_RUNS(WE_REFUSE, "Rules = [ RowCount > last(1 + 1) ]", "Nobody needs it.", "expected ')', but found"),
    UNKNOWN_TAG(
            WE_REFUSE,
            "Rules = [ ColumnValues \"c\" = \"x\" with ignorecase = \"true\" ]",
            "A misspelt tag would be without effect.",
            " takes no tag "),
    TAG_TWICE(
            WE_REFUSE,
            "Rules = [ ColumnValues \"c\" = \"x\" with ignoreCase = \"true\" with ignoreCase = \"false\" ]",
            "One of them would be without effect.",
            " is given twice"),
    TAG_OF_KEYWORD(
            WE_REFUSE,
            "Rules = [ ColumnValues \"c\" = \"x\" with ignoreCase = NULL ]",
            "To the oracle this is the text NULL.",
            "expected a quoted text, a number, true, false"),
    TAG_OF_ARITHMETIC(
            WE_REFUSE,
            "Rules = [ FileSize > 5 KB with recentFiles = 1 + 2 ]",
            "To the oracle this is the text 1+2.",
            "expected ',' or ']' after a rule, but found '+'"),
    THRESHOLD_OF_TEXT(
            WE_REFUSE,
            "Rules = [ ColumnValues \"c\" = 5 with threshold = \"0.5\" ]",
            "To the oracle this is a tag, and the threshold without effect.",
            "expected a number, but found \""),
    NEGATIVE_SIZE(WE_REFUSE, "Rules = [ FileSize > -5 ]", "No file has one.", "expected a whole number up to "),
    HUGE_SIZE(
            WE_REFUSE,
            "Rules = [ FileSize > 9000000 TB ]",
            "The bytes do not fit a long; the oracle wraps around.",
            "expected a whole number up to "),
    UNDECLARED_VARIABLE(
            WE_REFUSE,
            "Rules = [ ColumnValues \"c\" in $x ]",
            "A misspelt variable has no values; to the oracle it stands for itself.",
            " is not declared before the rules"),
    VALUE_OF_A_TAG(
            WE_REFUSE,
            "Rules = [ FileMatch \"a\" \"b\" with hashAlgorithm = \"SHA256\" ]",
            "A value that nobody understands would be without effect.",
            "the tag "),
    ESCAPED_END(
            WE_REFUSE,
            "Rules = [ ColumnValues \"c\" = \"x\\\" ]",
            "To the oracle the last mark of a document ends a text, even one with a backslash before it.",
            "a quotation mark without its partner"),
    BROKEN_REGEX(
            WE_REFUSE,
            "Rules = [ ColumnValues \"c\" matches \"(a\" ]",
            "Would fail later.",
            "expected a regular expression"),
    TEXT_BEHIND(
            WE_REFUSE,
            "Rules = [ RowCount > 1 ] and more",
            "The oracle ignores what follows, as it would a rule behind a bracket too many.",
            "expected '=' after "),
    SYMBOL_BEHIND(
            WE_REFUSE, "Rules = [ RowCount > 1 ] ]", "As above.", "expected Rules, Analyzers or the end of the text"),
    VARIABLE_BEHIND(
            WE_REFUSE, "Rules = [ RowCount > 1 ] x = \"a\"", "As above.", " must stand before the rules and analyzers"),
    CASE_OF_A_SECTION_BEHIND(
            WE_REFUSE, "Rules = [ RowCount > 1 ] analyzers = [ RowCount ]", "As above.", "; case counts"),
    SECTION_TWICE(
            WE_REFUSE,
            "Rules = [ RowCount > 1 ] Rules = [ RowCount > 2 ]",
            "As above.",
            " is given twice; expected one"),
    UNDOCUMENTED_ANALYZER(
            WE_REFUSE,
            "Analyzers = [ DataFreshness \"c\" ]",
            "AWS lists which types can be analyzers.",
            "is no analyzer"),
    UNKNOWN_METRIC(
            WE_REFUSE,
            "Rules = [ DetectAnomalies \"IsComplete\" \"c\" ]",
            "It has no metric whose history could be judged.",
            "DetectAnomalies can't follow"),
    PARAMETERS_OF_METRIC(
            WE_REFUSE,
            "Rules = [ DetectAnomalies \"RowCount\" \"c\" ]",
            "As for the metric itself.",
            " for it; expected "),
    KEY_TWICE(
            WE_REFUSE,
            "DataSources = { \"Primary\": \"a\", \"Primary\": \"b\" } Rules = [ RowCount > 1 ]",
            "One of them would be without effect.",
            "is given twice"),
    BACKSLASH_IN_A_KEY(
            WE_REFUSE,
            "Metadata = { \"Ver\\sion\": \"1.0\" } Rules = [ RowCount > 1 ]",
            "The oracle drops it, as it does in lists.",
            "unknown key "),
    LIST_FOR_A_TEXT(
            WE_REFUSE,
            "Metadata = { \"Version\": [\"1.0\"] } Rules = [ RowCount > 1 ]",
            "The oracle takes the brackets into the text.",
            "expected a quoted text, but found '['"),
    TYPE_AS_THE_ONLY_COLUMN(
            WE_REFUSE,
            "Rules = [ IsComplete and Mean ]",
            "The name of a rule type after and begins a rule; such a column is quoted.",
            " has no parameter; expected \"column\""),
    TYPE_AS_A_BARE_COLUMN(
            WE_REFUSE,
            "Rules = [ IsPrimaryKey \"a\" Mean ]",
            "More likely a missing comma; such a column is quoted.",
            "expected ',' or ']' after a rule"),
    TYPE_AS_A_BARE_COLUMN_IN_BRACKETS(
            WE_REFUSE,
            "Rules = [ (IsPrimaryKey \"a\" Mean) or (RowCount > 1) ]",
            "As above.",
            "expected ')', 'and' or 'or', but found '");

    enum Kind {
        WE_READ_MORE,
        WE_MEAN_ANOTHER,
        WE_REFUSE
    }

    private final Kind kind;
    private final String text;
    private final String reason;
    private final String trace;

    Difference(Kind kind, String text, String reason) {
        this(kind, text, reason, "");
    }

    /** A difference with its trace: a part of our message if we refuse the text, else a regular expression found in it. */
    Difference(Kind kind, String text, String reason, String trace) {
        this.kind = kind;
        this.text = text;
        this.reason = reason;
        this.trace = trace;
    }

    Kind kind() {
        return kind;
    }

    String text() {
        return text;
    }

    String reason() {
        return reason;
    }

    /** Whether a message of ours refuses a text for this difference. */
    boolean isReasonFor(String message) {
        return kind == WE_REFUSE && message.contains(trace);
    }

    /** Whether the text may mean something else to us for this difference. */
    boolean mayBeIn(String anyText) {
        return kind == WE_MEAN_ANOTHER
                && Pattern.compile(trace).matcher(anyText).find();
    }
}
