package io.tripmill.quality.dqdl;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Makes rulesets of every construct there is, as values.
 *
 * @param scope whether only what the oldest public parser of DQDL knows may stand in them
 */
record RandomRulesets(RandomGenerator dice, Scope scope) {
    enum Scope {
        WHOLE_LANGUAGE,
        /** What software.amazon.glue:dqdl 1.0.0 reads, and reads as we do. */
        KNOWN_TO_ORACLE
    }

    private static final List<String> REGEXES =
            List.of("[a-z]+", "a|b", "\\d{3}-\\d{2}", "\\\\", "\"x\"", "(?i)abc", ".*", "[^\\]]", "x\\.y", "");
    private static final String CHARS = "abcXYZ019_.-, #[]()=<>'|$%*\t\n\"\\é€";
    private static final List<RuleType> UNKNOWN_TO_ORACLE = List.of(
            RuleType.VARIANCE,
            RuleType.RANGE,
            RuleType.INTERQUARTILE_RANGE,
            RuleType.SKEWNESS,
            RuleType.KURTOSIS,
            RuleType.ZEROS_COUNT,
            RuleType.DUPLICATE_ROW_COUNT,
            RuleType.DISTRIBUTION);
    private static final Position NOWHERE = new Position(1, 1);

    /** The rule types that the oracle has, as a rule or as an analyzer. */
    static List<RuleType> knownToOracle() {
        return Arrays.stream(RuleType.values())
                .filter(type -> !UNKNOWN_TO_ORACLE.contains(type))
                .toList();
    }

    Ruleset next() {
        List<Variable> variables = new ArrayList<>();
        for (int i = dice.nextInt(3); i > 0; i--) {
            variables.add(variable("v" + i));
        }
        List<Rule> rules = listOf(1 + dice.nextInt(4), () -> rule(dice.nextInt(3), variables));
        return new Ruleset(
                oneIn(3) ? Map.of("Version", isOracles() ? "1.0" : text()) : Map.of(),
                oneIn(3) ? dataSources() : DataSources.NONE,
                variables,
                isOracles() || oneIn(2) ? Labels.NONE : labels(),
                rules,
                oneIn(2) ? listOf(1 + dice.nextInt(3), () -> analyzer(variables)) : List.of());
    }

    private boolean isOracles() {
        return scope == Scope.KNOWN_TO_ORACLE;
    }

    private DataSources dataSources() {
        Supplier<String> name = isOracles() ? () -> "table" + dice.nextInt(9) : this::text;
        return new DataSources(Optional.of(name.get()), listOf(isOracles() ? 1 : dice.nextInt(3), name));
    }

    private Variable variable(String name) {
        boolean isList = isOracles() || oneIn(2);
        List<StringOperand> values =
                listOf(isList ? 1 + dice.nextInt(3) : 1, () -> isOracles() ? quoted() : constant());
        return new Variable(name, isList ? Variable.Shape.LIST : Variable.Shape.ONE, values);
    }

    private StringOperand constant() {
        return oneIn(3) ? oneOf(StringOperand.Keyword.values()) : quoted();
    }

    private StringOperand quoted() {
        return new StringOperand.Quoted(text());
    }

    /** Not empty, since labels are not; and no date, since that is another kind of operand. */
    private String text() {
        StringBuilder text = new StringBuilder("t");
        for (int i = dice.nextInt(8); i > 0; i--) {
            text.append(CHARS.charAt(dice.nextInt(CHARS.length())));
        }
        return text.toString();
    }

    private Labels labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 1 + dice.nextInt(3); i > 0; i--) {
            labels.put(text(), text());
        }
        return new Labels(labels);
    }

    private Rule rule(int depth, List<Variable> variables) {
        if (depth == 0) {
            return leaf(variables);
        }
        boolean byAnd = oneIn(2);
        List<Rule> parts = listOf(2 + dice.nextInt(2), () -> part(depth - 1, byAnd, variables));
        Labels labels = isOracles() || oneIn(2) ? Labels.NONE : labels();
        return byAnd ? new Conjunction(parts, labels) : new Disjunction(parts, labels);
    }

    /** A part that does not join into the whole: of another kind, or held together by labels. */
    private Rule part(int depth, boolean byAnd, List<Variable> variables) {
        Rule part = rule(dice.nextInt(depth + 1), variables);
        boolean joinsIn = byAnd ? part instanceof Conjunction : part instanceof Disjunction;
        return joinsIn && part.labels().isEmpty() ? leaf(variables) : part;
    }

    private Leaf leaf(List<Variable> variables) {
        RuleType type = oneOf(Arrays.stream(RuleType.values())
                .filter(RuleType::isRule)
                .filter(this::isKnown)
                .toArray(RuleType[]::new));
        Signature signature = oneOf(type.signatures().toArray(Signature[]::new));
        return new Leaf(
                type,
                parameters(type, signature, variables),
                condition(signature, variables),
                type.allowsWhere() && oneIn(3) ? Optional.of(text()) : Optional.empty(),
                type.allowsThreshold() && oneIn(2) ? Optional.of(threshold()) : Optional.empty(),
                tags(type),
                isOracles() || oneIn(2) ? Labels.NONE : labels(),
                NOWHERE);
    }

    private Analyzer analyzer(List<Variable> variables) {
        RuleType type = oneOf(RuleType.analyzers().filter(this::isKnown).toArray(RuleType[]::new));
        Signature signature = oneOf(type.signatures().toArray(Signature[]::new));
        return new Analyzer(
                type, parameters(type, signature, variables), isOracles() ? List.of() : tags(type), NOWHERE);
    }

    private boolean isKnown(RuleType type) {
        return !isOracles() || !UNKNOWN_TO_ORACLE.contains(type);
    }

    private List<Parameter> parameters(RuleType type, Signature signature, List<Variable> variables) {
        if (type == RuleType.DETECT_ANOMALIES) {
            RuleType metric = oneOf(RuleType.analyzers().filter(this::isKnown).toArray(RuleType[]::new));
            List<Parameter> parameters = new ArrayList<>();
            parameters.add(new Parameter(Parameter.Connector.OF, metric.text(), metric.text()));
            parameters.addAll(parameters(metric, metric.signatures().get(0), variables));
            return parameters;
        }
        boolean oracleTakesOne = isOracles() && (type == RuleType.IS_UNIQUE || type == RuleType.UNIQUENESS);
        int count = signature.parameters().size() + (signature.repeats() && !oracleTakesOne ? dice.nextInt(3) : 0);
        return listOf(count, () -> parameter(type, variables));
    }

    private Parameter parameter(RuleType type, List<Variable> variables) {
        Parameter.Connector connector = oneOf(Parameter.Connector.values());
        if (type == RuleType.COLUMN_NAMES_MATCH_PATTERN) {
            String regex = oneOf(REGEXES.toArray(String[]::new));
            return new Parameter(connector, new StringOperand.Pattern(regex).toString(), regex);
        }
        Optional<Variable> variable = variables.stream()
                .filter(each -> each.values().size() == 1 && each.values().get(0) instanceof StringOperand.Quoted)
                .findFirst();
        if (!isOracles() && oneIn(4) && variable.isPresent()) {
            StringOperand.Quoted value =
                    (StringOperand.Quoted) variable.get().values().get(0);
            return new Parameter(connector, "$" + variable.get().name(), value.text());
        }
        if (oneIn(3)) {
            String word = "c" + dice.nextInt(100) + oneOf("", "_x", ".y");
            return new Parameter(connector, word, word);
        }
        String text = text();
        return new Parameter(connector, Quotation.of(text), text);
    }

    private Optional<Condition> condition(Signature signature, List<Variable> variables) {
        if (signature.conditions().isEmpty() || (!signature.needsCondition() && oneIn(2))) {
            return Optional.empty();
        }
        ConditionKind kind = oneOf(signature.conditions().stream().sorted().toArray(ConditionKind[]::new));
        return Optional.of(
                switch (kind) {
                    case NUMBER -> numberCondition(signature.conditions().size() > 1);
                    case STRING -> stringCondition(variables);
                    case DATE -> dateCondition();
                    case DURATION -> {
                        Operator operator = ofValues();
                        yield new DurationCondition(operator, operands(operator, this::timeSpan));
                    }
                    case SIZE -> {
                        Operator operator = ofValues();
                        yield new SizeCondition(operator, operands(operator, this::size));
                    }
                });
    }

    private Operator ofValues() {
        return oneOf(Arrays.stream(Operator.values())
                .filter(operator -> operator != Operator.MATCHES && operator != Operator.NOT_MATCHES)
                .toArray(Operator[]::new));
    }

    private <T> List<T> operands(Operator operator, Supplier<T> operand) {
        int count =
                switch (operator) {
                    case BETWEEN, NOT_BETWEEN -> 2;
                    case IN, NOT_IN -> 1 + dice.nextInt(4);
                    default -> 1;
                };
        return listOf(count, operand);
    }

    private NumberCondition numberCondition(boolean mayHaveNull) {
        Operator operator = ofValues();
        List<NumberOperand> operands = new ArrayList<>(operands(operator, () -> number(dice.nextInt(3))));
        if (operator.isMembership() && mayHaveNull && oneIn(3)) {
            operands.add(new NumberOperand.Null());
        }
        return new NumberCondition(operator, operands);
    }

    private NumberCondition threshold() {
        Operator operator = ofValues();
        return new NumberCondition(operator, operands(operator, this::literal));
    }

    private NumberOperand number(int depth) {
        if (depth == 0) {
            return oneIn(4) ? new NumberOperand.Last(1 + dice.nextInt(30)) : literal();
        }
        if (oneIn(3)) {
            NumberOperand.Function function = oneOf(NumberOperand.Function.values());
            int arguments = function.takes(2) ? 2 : 1;
            return new NumberOperand.Call(function, listOf(arguments, () -> number(depth - 1)));
        }
        NumberOperand.Sign sign = oneOf(NumberOperand.Sign.values());
        NumberOperand right = number(depth - 1);
        // The oracle gives all four operations one rank.
        boolean oracleDiffers = isOracles()
                && right instanceof NumberOperand.Arithmetic inner
                && inner.sign().rank() > sign.rank();
        return new NumberOperand.Arithmetic(number(depth - 1), sign, oracleDiffers ? literal() : right);
    }

    private NumberOperand literal() {
        return new NumberOperand.Literal(BigDecimal.valueOf(dice.nextLong(-100_000, 100_000), dice.nextInt(4)));
    }

    private StringCondition stringCondition(List<Variable> variables) {
        Operator operator = oneOf(
                Operator.EQUAL,
                Operator.NOT_EQUAL,
                Operator.IN,
                Operator.NOT_IN,
                Operator.MATCHES,
                Operator.NOT_MATCHES);
        if (operator == Operator.MATCHES || operator == Operator.NOT_MATCHES) {
            return new StringCondition(
                    operator, List.of(new StringOperand.Pattern(oneOf(REGEXES.toArray(String[]::new)))));
        }
        if (operator.isMembership() && !variables.isEmpty() && oneIn(2)) {
            return new StringCondition(operator, List.of(new StringOperand.Reference(variables.get(0))));
        }
        return new StringCondition(operator, operands(operator, () -> string(variables, operator.isMembership())));
    }

    private StringOperand string(List<Variable> variables, boolean mayBeAList) {
        if (isOracles() && oneIn(4)) {
            return oneOf(StringOperand.Keyword.EMPTY, StringOperand.Keyword.WHITESPACES_ONLY);
        }
        if (isOracles()) {
            // In lists it drops backslashes.
            return new StringOperand.Quoted(mayBeAList ? text().replace("\\", "") : text());
        }
        Optional<Variable> variable = variables.stream()
                .filter(each -> mayBeAList || each.shape() == Variable.Shape.ONE)
                .findFirst();
        return variable.isPresent() && oneIn(3) ? new StringOperand.Reference(variable.get()) : constant();
    }

    private DateCondition dateCondition() {
        Operator operator = ofValues();
        List<DateOperand> operands = new ArrayList<>(operands(operator, this::date));
        if (operator.isMembership() && oneIn(3)) {
            operands.add(new DateOperand.Null());
        }
        return new DateCondition(operator, operands);
    }

    private DateOperand date() {
        LocalDate day = LocalDate.of(1900 + dice.nextInt(200), 1 + dice.nextInt(12), 1 + dice.nextInt(28));
        LocalTime time = LocalTime.of(dice.nextInt(24), dice.nextInt(60));
        return switch (dice.nextInt(isOracles() ? 4 : 5)) {
            case 0 -> new DateOperand.Day(day);
            case 1 -> new DateOperand.TimeOfDay(time);
            case 2 -> new DateOperand.Now();
            case 3 -> new DateOperand.FromNow(oneOf(DateOperand.Direction.values()), timeSpan());
            default ->
                new DateOperand.Moment(day.atTime(time)
                        .plusSeconds(dice.nextInt(60))
                        .plusNanos(oneIn(2) ? 0 : dice.nextInt(1_000_000_000)));
        };
    }

    private TimeSpan timeSpan() {
        return new TimeSpan(dice.nextInt(10_000), oneOf(TimeSpan.Unit.values()));
    }

    private Size size() {
        return new Size(dice.nextInt(10_000), oneOf(Size.Unit.values()));
    }

    private List<Tag> tags(RuleType type) {
        List<Tag> tags = new ArrayList<>();
        for (String name : type.tags().stream().sorted().toList()) {
            boolean isKnown = !isOracles() || !name.equals("filterOrder");
            if (isKnown && oneIn(3)) {
                tags.add(new Tag(name, tagValue(name)));
            }
        }
        Collections.shuffle(tags, new Random(dice.nextLong()));
        return tags;
    }

    private Tag.Value tagValue(String name) {
        return switch (name) {
            case "ignoreCase", "matchFileName", "rebin" ->
                isOracles() || oneIn(2) ? new Tag.Text(oneOf("true", "False")) : new Tag.Flag(oneIn(2));
            case "recentFiles" -> new Tag.Numeric(BigDecimal.valueOf(1 + dice.nextInt(100)));
            case "bins" -> new Tag.Numeric(BigDecimal.valueOf(1 + dice.nextInt(20)));
            case "timeZone" -> new Tag.Text(oneOf("UTC", "Europe/Zurich", "+05:30"));
            case "hashAlgorithm" -> new Tag.Text(oneOf("MD5", "SHA-1", "SHA-256"));
            case "uriRegex" -> new Tag.Text(oneOf("\\.csv$", "(?!.*\\.tmp$).*"));
            case "filterOrder" -> new Tag.Texts(List.of("uriRegex", "recentFiles"));
            default -> new Tag.Text(text());
        };
    }

    private boolean oneIn(int chances) {
        return dice.nextInt(chances) == 0;
    }

    @SafeVarargs
    private <T> T oneOf(T... choices) {
        return choices[dice.nextInt(choices.length)];
    }

    private static <T> List<T> listOf(int count, Supplier<T> supplier) {
        List<T> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(supplier.get());
        }
        return list;
    }
}
