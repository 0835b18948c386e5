package io.tripmill.quality.dqdl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what follows the condition of a rule: where, labels and with, where before with. */
final class Clauses {
    private static final String THRESHOLD = "threshold";
    private static final int MOST_LABELS = 10;
    private static final int LONGEST_LABEL_NAME = 128;
    private static final int LONGEST_LABEL_VALUE = 256;

    private final RuleType type;
    private final Tokens tokens;
    private final Problems problems;
    private final Variables variables;
    private final Map<String, Tag> tags = new LinkedHashMap<>();
    private Optional<String> where = Optional.empty();
    private Optional<NumberCondition> threshold = Optional.empty();
    private Labels labels = Labels.NONE;

    Clauses(RuleType type, Tokens tokens, Problems problems, Variables variables) {
        this.type = type;
        this.tokens = tokens;
        this.problems = problems;
        this.variables = variables;
    }

    Optional<String> where() {
        return where;
    }

    Optional<NumberCondition> threshold() {
        return threshold;
    }

    Labels labels() {
        return labels;
    }

    List<Tag> tags() {
        return List.copyOf(tags.values());
    }

    Clauses read() {
        while (true) {
            Token start = tokens.peek();
            if (startsLabels(tokens)) {
                skipLabelsWord(tokens);
                refuseSecond(!labels.isEmpty(), start, "labels");
                labels = labels(tokens, problems);
            } else if (tokens.accept("where")) {
                where(start);
            } else if (tokens.accept("with")) {
                with();
            } else {
                return this;
            }
        }
    }

    /** Tags of an analyzer: several may follow one with, parted by commas. */
    List<Tag> readTagsOfAnalyzer() {
        while (tokens.accept("with")) {
            do {
                tag();
            } while (tokens.is(",") && tokens.peek(1).isWord() && tokens.peek(2).is("=") && tokens.accept(","));
        }
        return tags();
    }

    private void where(Token start) {
        if (!type.allowsWhere()) {
            problems.add(start.position(), type.text() + " takes no where; expected none");
        }
        refuseSecond(where.isPresent(), start, "where");
        if (threshold.isPresent() || !tags.isEmpty()) {
            problems.add(start.position(), "where stands behind with; expected it before");
        }
        where = Optional.of(
                Quotation.meaning(tokens.expectQuoted("a quoted SQL condition").text()));
    }

    private void with() {
        if (!tokens.is(THRESHOLD)) {
            tag();
            return;
        }
        Token start = tokens.next();
        if (!type.allowsThreshold()) {
            problems.add(start.position(), type.text() + " takes no threshold; expected none");
        }
        refuseSecond(threshold.isPresent(), start, THRESHOLD);
        Condition share = new ConditionParser(tokens, problems, variables, Set.of(ConditionKind.NUMBER)).condition();
        threshold = Optional.of(share).filter(NumberCondition.class::isInstance).map(NumberCondition.class::cast);
    }

    private void tag() {
        Token name = tokens.peek();
        if (!name.isWord()) {
            throw tokens.unexpected("the name of a tag");
        }
        if (!type.tags().contains(name.text())) {
            problems.add(name.position(), type.text() + " takes no tag " + name.shown() + "; expected " + knownTags());
        }
        tokens.next();
        tokens.expect("=");
        Token start = tokens.peek();
        Tag tag = new Tag(name.text(), TagParser.value(tokens));
        if (type.tags().contains(tag.name())) {
            TagCheck.expectedInstead(tag.name(), tag.value())
                    .ifPresent(expected -> problems.add(
                            start.position(),
                            "the tag " + tag.name() + " is set to " + tag.value() + "; expected " + expected));
        }
        refuseSecond(tags.putIfAbsent(tag.name(), tag) != null, name, tag.name());
    }

    private String knownTags() {
        String known = String.join(", ", type.tags().stream().sorted().toList());
        String all = type.allowsThreshold() ? (known.isEmpty() ? THRESHOLD : THRESHOLD + ", " + known) : known;
        return all.isEmpty() ? "none" : all;
    }

    private void refuseSecond(boolean isSecond, Token start, String what) {
        if (isSecond) {
            problems.add(start.position(), what + " is given twice; expected once");
        }
    }

    static boolean startsLabels(Tokens tokens) {
        return tokens.is("labels") && tokens.peek(1).is("=") && tokens.peek(2).is("[");
    }

    static void skipLabelsWord(Tokens tokens) {
        tokens.expect("labels");
        tokens.expect("=");
    }

    /** Reads a list of labels, such as {@code ["team" = "data", "prio" = "high"]}. */
    static Labels labels(Tokens tokens, Problems problems) {
        Map<String, String> labels = new LinkedHashMap<>();
        Token start = tokens.peek();
        tokens.expect("[");
        do {
            Token name = tokens.expectQuoted("a quoted label");
            tokens.expect("=");
            String value = label(tokens.expectQuoted("the quoted value of a label"), LONGEST_LABEL_VALUE, problems);
            if (labels.putIfAbsent(label(name, LONGEST_LABEL_NAME, problems), value) != null) {
                problems.add(name.position(), "the label " + name.shown() + " is given twice; expected once");
            }
        } while (tokens.accept(","));
        tokens.expect("]");
        if (labels.size() > MOST_LABELS) {
            problems.add(start.position(), labels.size() + " labels; expected at most " + MOST_LABELS);
        }
        return new Labels(labels);
    }

    private static String label(Token quoted, int longest, Problems problems) {
        String text = Quotation.meaning(quoted.text());
        if (text.isEmpty() || text.length() > longest) {
            problems.add(
                    quoted.position(), "a label of " + text.length() + " characters; expected from 1 to " + longest);
        }
        return text;
    }
}
