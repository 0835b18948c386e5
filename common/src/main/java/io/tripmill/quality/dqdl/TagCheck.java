package io.tripmill.quality.dqdl;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What a tag can be set to. A value that nobody understands would be without effect, and nobody would notice. */
final class TagCheck {
    private static final Set<String> TRUTHS = Set.of("true", "false");
    private static final List<String> HASHES = List.of("MD5", "SHA-1", "SHA-256");
    private static final List<String> FILTERS = List.of("recentFiles", "uriRegex");

    private TagCheck() {}

    /** What is expected instead of the value; empty if the value is all right. */
    static Optional<String> expectedInstead(String name, Tag.Value value) {
        String text = value.text();
        return switch (name) {
            case "ignoreCase", "matchFileName", "rebin" ->
                unless(TRUTHS.contains(text.toLowerCase(Locale.ROOT)), "true or false");
            case "recentFiles" -> unless(text.matches("[1-9][0-9]{0,8}"), "a whole number from 1 on");
            case "bins" -> unless(text.matches("[1-9]|1[0-9]|20"), "a whole number from 1 to 20");
            case "timeZone" -> unless(isZone(text), "a time zone, such as Europe/Zurich");
            case "hashAlgorithm" -> unless(HASHES.contains(text), "one of " + String.join(", ", HASHES));
            case "uriRegex" -> unless(value instanceof Tag.Text && isRegex(text), "a quoted regular expression");
            case "filterOrder" ->
                unless(
                        value instanceof Tag.Texts order && FILTERS.containsAll(order.texts()),
                        "a list of " + String.join(", ", FILTERS));
            default -> unless(value instanceof Tag.Text, "a quoted text");
        };
    }

    private static Optional<String> unless(boolean fits, String expected) {
        return fits ? Optional.empty() : Optional.of(expected);
    }

    private static boolean isZone(String text) {
        try {
            return ZoneId.of(text).getRules() != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isRegex(String text) {
        try {
            return Pattern.compile(text).flags() >= 0;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }
}
