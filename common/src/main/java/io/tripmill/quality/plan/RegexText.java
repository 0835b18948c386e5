package io.tripmill.quality.plan;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions of rules: a value matches if all of it does. */
record RegexText(String regex, boolean ignoresCase) {
    RegexText {
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new Refusal("\"" + regex + "\" is no regular expression: " + e.getDescription(), e);
        }
    }

    /** Anchored at both ends, its alternatives held together. */
    String whole() {
        return (ignoresCase ? "(?iu)" : "") + "\\A(?:" + regex + ")\\z";
    }

    /** The same for texts of bytes, if it is simple enough. */
    Optional<AsciiPattern> ascii() {
        return ignoresCase ? Optional.empty() : AsciiPattern.of(regex);
    }

    boolean matches(String value) {
        return Pattern.compile(whole()).matcher(value).find();
    }
}
