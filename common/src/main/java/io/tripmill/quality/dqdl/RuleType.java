package io.tripmill.quality.dqdl;

import static io.tripmill.quality.dqdl.ConditionKind.DATE;
import static io.tripmill.quality.dqdl.ConditionKind.DURATION;
import static io.tripmill.quality.dqdl.ConditionKind.NUMBER;
import static io.tripmill.quality.dqdl.ConditionKind.SIZE;
import static io.tripmill.quality.dqdl.ConditionKind.STRING;
import static io.tripmill.quality.dqdl.RuleType.Trait.ANALYZER;
import static io.tripmill.quality.dqdl.RuleType.Trait.ANALYZER_ONLY;
import static io.tripmill.quality.dqdl.RuleType.Trait.ROW_LEVEL;
import static io.tripmill.quality.dqdl.RuleType.Trait.SHARE_OF_ROWS;
import static io.tripmill.quality.dqdl.RuleType.Trait.THRESHOLD;
import static io.tripmill.quality.dqdl.RuleType.Trait.WHERE;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rule types of DQDL, as a table: how a rule of the type is written, and what may stand beside it. Those that AWS documents come first, then
 * those that only its open-source parser and evaluator know.
 */
// The collections are List.of and Set.of, whose immutability the checker does not see in their types.
@SuppressWarnings("ImmutableEnumChecker")
public enum RuleType {
    ROW_COUNT("RowCount", one(Signature.of().demanding(NUMBER)), WHERE, ANALYZER),
    ROW_COUNT_MATCH("RowCountMatch", one(Signature.of("reference").demanding(NUMBER))),
    COLUMN_COUNT("ColumnCount", one(Signature.of().demanding(NUMBER)), ANALYZER),
    COLUMN_EXISTS("ColumnExists", one(Signature.of("column"))),
    COLUMN_DATA_TYPE(
            "ColumnDataType",
            one(Signature.of("column").demanding(STRING)),
            Set.of("format"),
            WHERE,
            THRESHOLD,
            ROW_LEVEL),
    COLUMN_NAMES_MATCH_PATTERN("ColumnNamesMatchPattern", one(Signature.of("pattern"))),
    COLUMN_LENGTH("ColumnLength", one(Signature.of("column").demanding(NUMBER)), WHERE, ROW_LEVEL, ANALYZER),
    COLUMN_VALUES(
            "ColumnValues",
            one(Signature.of("column").demanding(NUMBER, STRING, DATE)),
            Set.of("ignoreCase", "format"),
            WHERE,
            THRESHOLD,
            ROW_LEVEL,
            ANALYZER),
    COLUMN_CORRELATION("ColumnCorrelation", one(Signature.of("column", "column").demanding(NUMBER)), WHERE, ANALYZER),
    IS_COMPLETE("IsComplete", one(Signature.of("column")), WHERE, ROW_LEVEL),
    COMPLETENESS(
            "Completeness", one(Signature.of("column").demanding(NUMBER)), WHERE, ROW_LEVEL, SHARE_OF_ROWS, ANALYZER),
    IS_UNIQUE("IsUnique", one(Signature.of("column").repeating()), WHERE, ROW_LEVEL),
    UNIQUENESS(
            "Uniqueness",
            one(Signature.of("column").repeating().demanding(NUMBER)),
            WHERE,
            ROW_LEVEL,
            SHARE_OF_ROWS,
            ANALYZER),
    UNIQUE_VALUE_RATIO("UniqueValueRatio", one(Signature.of("column").demanding(NUMBER)), WHERE, ANALYZER),
    IS_PRIMARY_KEY("IsPrimaryKey", one(Signature.of("column").repeating()), WHERE, ROW_LEVEL),
    DISTINCT_VALUES_COUNT("DistinctValuesCount", one(Signature.of("column").demanding(NUMBER)), WHERE, ANALYZER),
    MEAN("Mean", one(Signature.of("column").demanding(NUMBER)), WHERE, ANALYZER),
    SUM("Sum", one(Signature.of("column").demanding(NUMBER)), WHERE, ANALYZER),
    STANDARD_DEVIATION("StandardDeviation", one(Signature.of("column").demanding(NUMBER)), WHERE, ANALYZER),
    ENTROPY("Entropy", one(Signature.of("column").demanding(NUMBER)), WHERE, ANALYZER),
    DATA_FRESHNESS("DataFreshness", one(Signature.of("column").demanding(DURATION)), WHERE, ROW_LEVEL),
    /** With a condition the query gives one number, else the rows that pass. */
    CUSTOM_SQL("CustomSql", one(Signature.of("query").allowing(NUMBER)), THRESHOLD, ROW_LEVEL, ANALYZER),
    REFERENTIAL_INTEGRITY(
            "ReferentialIntegrity",
            one(Signature.of("columns", "reference.{columns}").demanding(NUMBER)),
            ROW_LEVEL,
            SHARE_OF_ROWS),
    DATASET_MATCH(
            "DatasetMatch",
            List.of(
                    Signature.of("reference", "key columns").demanding(NUMBER),
                    Signature.of("reference", "key columns", "columns").demanding(NUMBER)),
            ROW_LEVEL,
            SHARE_OF_ROWS),
    SCHEMA_MATCH("SchemaMatch", one(Signature.of("reference").demanding(NUMBER))),
    AGGREGATE_MATCH("AggregateMatch", one(Signature.of("aggregate", "aggregate").demanding(NUMBER))),
    /** The first parameter is the type of another rule, the others are the parameters of that one. */
    DETECT_ANOMALIES("DetectAnomalies", one(Signature.of("metric").repeating())),
    FILE_FRESHNESS(
            "FileFreshness",
            List.of(Signature.of("path").demanding(DATE), Signature.of().demanding(DATE)),
            Set.of("timeZone", "recentFiles", "uriRegex", "filterOrder"),
            THRESHOLD),
    FILE_MATCH(
            "FileMatch",
            List.of(
                    Signature.of("path", "path"),
                    Signature.of("path").demanding(STRING),
                    Signature.of().demanding(STRING)),
            Set.of("hashAlgorithm", "matchFileName", "recentFiles", "uriRegex", "filterOrder")),
    FILE_SIZE(
            "FileSize",
            List.of(Signature.of("path").demanding(SIZE), Signature.of().demanding(SIZE)),
            Set.of("recentFiles", "uriRegex", "filterOrder"),
            THRESHOLD),
    FILE_UNIQUENESS(
            "FileUniqueness",
            List.of(Signature.of("path").demanding(NUMBER), Signature.of().demanding(NUMBER)),
            Set.of("hashAlgorithm", "matchFileName", "recentFiles", "uriRegex", "filterOrder")),
    ALL_STATISTICS("AllStatistics", one(Signature.of("column")), ANALYZER, ANALYZER_ONLY),
    DISTRIBUTION("Distribution", one(Signature.of("column")), Set.of("bins", "rebin"), ANALYZER, ANALYZER_ONLY),

    VARIANCE("Variance", one(Signature.of("column").demanding(NUMBER)), WHERE),
    RANGE("Range", one(Signature.of("column").demanding(NUMBER)), WHERE),
    INTERQUARTILE_RANGE("InterquartileRange", one(Signature.of("column").demanding(NUMBER)), WHERE),
    SKEWNESS("Skewness", one(Signature.of("column").demanding(NUMBER)), WHERE),
    KURTOSIS("Kurtosis", one(Signature.of("column").demanding(NUMBER)), WHERE),
    ZEROS_COUNT("ZerosCount", one(Signature.of("column").demanding(NUMBER)), WHERE),
    DUPLICATE_ROW_COUNT(
            "DuplicateRowCount",
            List.of(
                    Signature.of().demanding(NUMBER),
                    Signature.of("column").repeating().demanding(NUMBER)),
            WHERE);

    /** What a rule of a type may be or have. */
    enum Trait {
        /** It may select the rows that count. */
        WHERE,
        /** A share of the rows may suffice. */
        THRESHOLD,
        /** It may be answered for each row. */
        ROW_LEVEL,
        /** Its condition is on a share of the rows, so a row alone does not decide it; a composite of rows leaves it out. */
        SHARE_OF_ROWS,
        /** Its metric may be asked for without a demand. */
        ANALYZER,
        /** It can't be a rule. */
        ANALYZER_ONLY
    }

    private final String text;
    private final List<Signature> signatures;
    private final Set<String> tags;
    private final Set<Trait> traits;

    RuleType(String text, List<Signature> signatures, Trait... traits) {
        this(text, signatures, Set.of(), traits);
    }

    RuleType(String text, List<Signature> signatures, Set<String> tags, Trait... traits) {
        this.text = text;
        this.signatures = signatures;
        this.tags = tags;
        this.traits = Set.of(traits);
    }

    private static List<Signature> one(Signature signature) {
        return List.of(signature);
    }

    /** The type of this name, whose case counts. */
    public static Optional<RuleType> named(String text) {
        return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
    }

    /** As it is written in DQDL. */
    public String text() {
        return text;
    }

    /** The ways to write a rule of this type. */
    public List<Signature> signatures() {
        return signatures;
    }

    /** The names of the options that may follow {@code with}, besides threshold. */
    public Set<String> tags() {
        return tags;
    }

    public boolean allowsWhere() {
        return traits.contains(WHERE);
    }

    public boolean allowsThreshold() {
        return traits.contains(THRESHOLD);
    }

    /** Whether it can be answered for each row. */
    public boolean isRowLevel() {
        return traits.contains(ROW_LEVEL);
    }

    /** Whether its condition is on a share of the rows; in a composite that is evaluated by rows it has no answer for a row. */
    public boolean isShareOfRows() {
        return traits.contains(SHARE_OF_ROWS);
    }

    public boolean isRule() {
        return !traits.contains(ANALYZER_ONLY);
    }

    public boolean isAnalyzer() {
        return traits.contains(ANALYZER);
    }

    /** The signature that takes so many parameters. */
    public Optional<Signature> signatureOf(int parameters) {
        return signatures.stream()
                .filter(signature -> signature.takes(parameters))
                .findFirst();
    }

    /** What the type takes, in words. */
    String parametersInWords() {
        return signatures.stream().map(Signature::toString).collect(Collectors.joining(" or "));
    }

    /** The types whose metric may be asked for without a demand. */
    static Stream<RuleType> analyzers() {
        return Arrays.stream(values()).filter(RuleType::isAnalyzer);
    }
}
