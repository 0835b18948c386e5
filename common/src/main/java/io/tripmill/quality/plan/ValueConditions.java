package io.tripmill.quality.plan;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.nanvl;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.udf;

import io.tripmill.quality.dqdl.Condition;
import io.tripmill.quality.dqdl.DateCondition;
import io.tripmill.quality.dqdl.DateOperand;
import io.tripmill.quality.dqdl.Leaf;
import io.tripmill.quality.dqdl.NumberCondition;
import io.tripmill.quality.dqdl.NumberOperand;
import io.tripmill.quality.dqdl.Operator;
import io.tripmill.quality.dqdl.StringCondition;
import io.tripmill.quality.dqdl.StringOperand;
import io.tripmill.quality.dqdl.StringOperand.Keyword;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** The conditions of ColumnValues as columns. */
record ValueConditions(Frame frame, Leaf leaf, StructField field) {

    /** Whether the value of a row meets the condition; never NULL. */
    Column meets(Condition condition) {
        if (condition instanceof NumberCondition numbers) {
            return numbers(numbers);
        }
        if (condition instanceof StringCondition strings) {
            return strings(strings);
        }
        if (condition instanceof DateCondition dates) {
            return dates(dates);
        }
        throw new Refusal("a column has no " + condition.kind().name().toLowerCase(Locale.ROOT));
    }

    private Column numbers(NumberCondition condition) {
        OperandValue values = new OperandValue(OperandValue.NO_HISTORY);
        List<Column> plain = new ArrayList<>();
        boolean listsNull = false;
        DataType type = field.dataType();
        for (NumberOperand operand : condition.operands()) {
            if (operand instanceof NumberOperand.Null) {
                listsNull = true;
            } else {
                plain.add(
                        operand instanceof NumberOperand.Literal literal
                                ? number(literal.value(), type)
                                : number(new BigDecimal(Double.toString(values.of(operand))), type));
            }
        }
        Column value = numeric(type);
        boolean mayBeNaN =
                condition.operator().isOrder() && !(type instanceof IntegralType || type instanceof DecimalType);
        return frame.resolved(new ValueTest(
                        mayBeNaN ? nanvl(value, lit(null).cast("double")) : value,
                        Frame.column(field).isNull(),
                        plain,
                        List.of(),
                        listsNull)
                .meets(condition.operator()));
    }

    private Column numeric(DataType type) {
        Column column = Frame.column(field);
        if (type instanceof NumericType) {
            return column;
        }
        if (type instanceof StringType) {
            return expr(ReadText.as("double", Frame.quoted(field.name())));
        }
        throw new Refusal("column " + field.name() + " is a " + type.typeName() + "; the rule takes numbers");
    }

    private static Column number(BigDecimal value, DataType type) {
        if (type instanceof IntegralType
                && value.stripTrailingZeros().scale() <= 0
                && value.precision() - value.scale() <= 18) {
            return lit(value.longValueExact());
        }
        boolean isDecimal = value.precision() <= DecimalType.MAX_PRECISION()
                && value.scale() <= DecimalType.MAX_SCALE()
                && value.precision() - value.scale() <= DecimalType.MAX_PRECISION();
        if (isDecimal && (type instanceof DecimalType || type instanceof IntegralType)) {
            return lit(value);
        }
        return type instanceof FloatType ? lit(value.floatValue()) : lit(value.doubleValue());
    }

    private Column strings(StringCondition condition) {
        Column text = field.dataType() instanceof StringType
                ? Frame.column(field)
                : Frame.column(field).cast("string");
        boolean ignoresCase =
                leaf.tag("ignoreCase").filter("true"::equalsIgnoreCase).isPresent();
        Operator operator = condition.operator();
        if (operator == Operator.MATCHES || operator == Operator.NOT_MATCHES) {
            Column matches =
                    matches(text, new RegexText(regex(condition.values().get(0)), ignoresCase));
            return coalesce(operator == Operator.MATCHES ? matches : not(matches), lit(false));
        }
        Column value = ignoresCase ? lower(text) : text;
        List<Column> plain = new ArrayList<>();
        List<Column> special = new ArrayList<>();
        boolean listsNull = false;
        for (StringOperand operand : condition.values()) {
            if (operand == Keyword.NULL) {
                listsNull = true;
            } else if (operand == Keyword.EMPTY) {
                plain.add(lit(""));
            } else if (operand == Keyword.WHITESPACES_ONLY) {
                special.add(length(text).gt(0).and(text.rlike("\\A\\s+\\z")));
            } else {
                Column quoted = lit(text(operand));
                plain.add(ignoresCase ? lower(quoted) : quoted);
            }
        }
        return new ValueTest(value, text.isNull(), plain, special, listsNull).meets(operator);
    }

    private Column matches(Column text, RegexText regex) {
        // Of another collation, letters may be equal that have different bytes.
        boolean isBinary = field.dataType().equals(DataTypes.StringType);
        return regex.ascii()
                .filter(pattern -> isBinary)
                .map(pattern -> udf(pattern, DataTypes.BooleanType).apply(text.cast("binary")))
                .orElseGet(() -> text.rlike(regex.whole()));
    }

    private static String text(StringOperand operand) {
        if (operand instanceof StringOperand.Quoted quoted) {
            return quoted.text();
        }
        throw new Refusal(operand + " is no value to compare with");
    }

    private static String regex(StringOperand operand) {
        if (operand instanceof StringOperand.Pattern pattern) {
            return pattern.regex();
        }
        return text(operand);
    }

    private Column dates(DateCondition condition) {
        Optional<StringCondition> texts = asTexts(condition);
        if (texts.isPresent()) {
            return strings(texts.get());
        }
        List<Column> plain = new ArrayList<>();
        boolean listsNull = false;
        for (DateOperand operand : condition.operands()) {
            boolean asksForNow = !(operand instanceof DateOperand.Day
                    || operand instanceof DateOperand.Moment
                    || operand instanceof DateOperand.Null);
            Optional<Column> moment = operand.at(asksForNow ? frame.now() : LocalDateTime.MIN)
                    .map(time -> lit(time.atZone(frame.zone()).toInstant()));
            listsNull |= moment.isEmpty();
            moment.ifPresent(plain::add);
        }
        return frame.resolved(new ValueTest(moments(), Frame.column(field).isNull(), plain, List.of(), listsNull)
                .meets(condition.operator()));
    }

    /** What is asked of a column of texts, which equal a quoted text and not a moment, unless a format says that they are moments. */
    private Optional<StringCondition> asTexts(DateCondition condition) {
        boolean areTexts = field.dataType() instanceof StringType
                && !condition.operator().isOrder()
                && leaf.tag("format").isEmpty()
                && condition.operands().stream()
                        .allMatch(operand -> operand instanceof DateOperand.Null
                                || operand.text().isPresent());
        if (!areTexts) {
            return Optional.empty();
        }
        List<StringOperand> texts = condition.operands().stream()
                .map(operand -> operand.text()
                        .<StringOperand>map(StringOperand.Quoted::new)
                        .orElse(Keyword.NULL))
                .toList();
        return Optional.of(new StringCondition(condition.operator(), texts));
    }

    /** The column as moments; a text that is none has no value. */
    Column moments() {
        DataType type = field.dataType();
        if (type instanceof TimestampType) {
            return Frame.column(field);
        }
        if (type instanceof DateType || type instanceof TimestampNTZType) {
            return Frame.column(field).cast(DataTypes.TimestampType);
        }
        if (type instanceof StringType) {
            return moments(frame, field, leaf.tag("format"));
        }
        throw new Refusal("column " + field.name() + " is a " + type.typeName() + "; the rule takes times");
    }

    static Column moments(Frame frame, StructField field, Optional<String> format) {
        String name = Frame.quoted(field.name());
        return frame.resolved(format.map(pattern -> expr("try_to_timestamp(" + name + ", '" + escaped(pattern) + "')"))
                .orElseGet(() -> expr(ReadText.as("timestamp", name))));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("'", "\\'");
    }
}
