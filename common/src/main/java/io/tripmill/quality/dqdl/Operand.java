package io.tripmill.quality.dqdl;

import java.util.Optional;

/** An operand as it is read, before it is known of what kind the whole condition is. Each reading is empty if it can't be read so. */
record Operand(
        Token start,
        Optional<NumberOperand> number,
        Optional<StringOperand> string,
        Optional<DateOperand> date,
        Optional<TimeSpan> duration,
        Optional<Size> size) {

    static Operand quoted(Token start, StringOperand text, Optional<DateOperand> date) {
        return new Operand(start, Optional.empty(), Optional.of(text), date, Optional.empty(), Optional.empty());
    }

    /** A keyword or a variable; NULL is a number and a date as well. */
    static Operand of(Token start, StringOperand text) {
        boolean isNull = text == StringOperand.Keyword.NULL;
        return new Operand(
                start,
                isNull ? Optional.of(new NumberOperand.Null()) : Optional.empty(),
                Optional.of(text),
                isNull ? Optional.of(new DateOperand.Null()) : Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Operand of(Token start, NumberOperand number) {
        return new Operand(
                start, Optional.of(number), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Operand of(Token start, DateOperand date) {
        return new Operand(
                start, Optional.empty(), Optional.empty(), Optional.of(date), Optional.empty(), Optional.empty());
    }

    static Operand of(Token start, TimeSpan duration) {
        return new Operand(
                start, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(duration), Optional.empty());
    }

    static Operand of(Token start, Size size) {
        return new Operand(
                start, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(size));
    }

    boolean isNull() {
        return string.filter(StringOperand.Keyword.NULL::equals).isPresent();
    }

    /** Whether it is before or after others of its kind, as keywords and texts other than dates are not. */
    boolean hasOrder() {
        return string.isEmpty() || (date.isPresent() && !isNull());
    }

    boolean isList() {
        return string.filter(text -> text instanceof StringOperand.Reference reference
                        && reference.variable().shape() == Variable.Shape.LIST)
                .isPresent();
    }

    boolean isA(ConditionKind kind) {
        return switch (kind) {
            case NUMBER -> number.isPresent();
            case STRING -> string.isPresent();
            case DATE -> date.isPresent();
            case DURATION -> duration.isPresent();
            case SIZE -> size.isPresent();
        };
    }
}
