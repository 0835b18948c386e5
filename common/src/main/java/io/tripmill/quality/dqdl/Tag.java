package io.tripmill.quality.dqdl;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** An option of a rule or an analyzer: {@code with name = value}. */
public record Tag(String name, Value value) {
    /** What a tag is set to. */
    public sealed interface Value {
        /** The value as text: without marks, a list joined by commas. */
        String text();
    }

    /** A quoted text. */
    public record Text(String text) implements Value {
        @Override
        public String toString() {
            return Quotation.of(text);
        }
    }

    /** True or false as a bare word. */
    public record Flag(boolean on) implements Value {
        @Override
        public String text() {
            return Boolean.toString(on);
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /** A number. */
    public record Numeric(BigDecimal number) implements Value {
        @Override
        public String text() {
            return number.toPlainString();
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /** Several quoted texts. */
    public record Texts(List<String> texts) implements Value {
        public Texts {
            texts = List.copyOf(texts);
        }

        @Override
        public String text() {
            return String.join(",", texts);
        }

        @Override
        public String toString() {
            return texts.stream().map(Quotation::of).collect(Collectors.joining(",", "[", "]"));
        }
    }

    @Override
    public String toString() {
        return name + " = " + value;
    }
}
