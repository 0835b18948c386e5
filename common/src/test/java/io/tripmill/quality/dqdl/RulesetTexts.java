package io.tripmill.quality.dqdl;

import java.util.List;
import java.util.random.RandomGenerator;

/** What people and accidents do to the text of a ruleset. */
final class RulesetTexts {
    private static final List<String> GAPS =
            List.of(" ", "  ", "\n", "\r\n", "\t", " # a \"comment\", with [ and )\n", "\r\n# another\r\n\r\n");
    private static final List<String> SPLINTERS = List.of(
            "\"",
            "\\",
            ",",
            "[",
            "]",
            "(",
            ")",
            "=",
            "!",
            "#",
            "\n",
            "$",
            "-",
            "5",
            " ",
            "and",
            "or",
            "not",
            "with",
            "NULL",
            "now()",
            "last(",
            "RowCount",
            "Rules",
            "where",
            "labels=[",
            "1.5",
            "days",
            "é",
            "{");

    private RulesetTexts() {}

    /** The same ruleset, with other gaps between its parts. */
    static String laidOutAnew(String text, RandomGenerator dice) {
        StringBuilder anew = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isQuoted && c == '\\') {
                anew.append(c).append(text.charAt(++i));
                continue;
            }
            isQuoted ^= c == '"';
            if (!isQuoted && (c == ' ' || c == '\n')) {
                anew.append(GAPS.get(dice.nextInt(GAPS.size())));
            } else if (!isQuoted && (c == ',' || c == '[' || c == ']')) {
                anew.append(' ').append(c).append(GAPS.get(dice.nextInt(GAPS.size())));
            } else {
                anew.append(c);
            }
        }
        return anew.toString();
    }

    /** The text with some of its parts lost, doubled, moved or replaced. */
    static String damaged(String text, RandomGenerator dice) {
        String damaged = text;
        for (int i = 1 + dice.nextInt(4); i > 0 && !damaged.isEmpty(); i--) {
            int from = dice.nextInt(damaged.length());
            int to = Math.min(damaged.length(), from + 1 + dice.nextInt(dice.nextInt(10) == 0 ? 40 : 3));
            String before = damaged.substring(0, from);
            String part = damaged.substring(from, to);
            String after = damaged.substring(to);
            damaged = switch (dice.nextInt(4)) {
                case 0 -> before + after;
                case 1 -> before + part + part + after;
                case 2 -> before + SPLINTERS.get(dice.nextInt(SPLINTERS.size())) + after;
                default -> before + part + SPLINTERS.get(dice.nextInt(SPLINTERS.size())) + after;
            };
        }
        return damaged;
    }
}
