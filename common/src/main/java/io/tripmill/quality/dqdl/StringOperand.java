package io.tripmill.quality.dqdl;

import java.util.List;

/** A text in a condition or in a variable. Prints itself as it is written in DQDL. */
public sealed interface StringOperand {
    /** What is meant: itself, or the values of the variable. */
    List<StringOperand> meanings();

    /**
     * A text between quotation marks.
     *
     * @param text without the marks, escapes resolved
     */
    record Quoted(String text) implements StringOperand {
        @Override
        public List<StringOperand> meanings() {
            return List.of(this);
        }

        @Override
        public String toString() {
            return Quotation.of(text);
        }
    }

    /**
     * A regular expression, after {@code matches} only. Its doubled backslashes stay doubled, since that is how a regular expression means one.
     *
     * @param regex without the marks
     */
    record Pattern(String regex) implements StringOperand {
        @Override
        public List<StringOperand> meanings() {
            return List.of(this);
        }

        @Override
        public String toString() {
            return '"' + regex.replace("\"", "\\\"") + '"';
        }
    }

    /** A word for values that can't be quoted or seen. */
    enum Keyword implements StringOperand {
        /** No value. */
        NULL,
        /** A text without characters. */
        EMPTY,
        /** A text of at least one character, all of them white space. */
        WHITESPACES_ONLY;

        @Override
        public List<StringOperand> meanings() {
            return List.of(this);
        }
    }

    /** A variable in place of its values. */
    record Reference(Variable variable) implements StringOperand {
        @Override
        public List<StringOperand> meanings() {
            return variable.values();
        }

        @Override
        public String toString() {
            return "$" + variable.name();
        }
    }
}
