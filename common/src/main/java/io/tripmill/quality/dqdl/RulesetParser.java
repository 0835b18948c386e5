package io.tripmill.quality.dqdl;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads a DQDL document: its sections and variables. A section or a rule that can't be read is noted, and the next one read. */
final class RulesetParser {
    private static final String VERSION = "Version";
    private static final String PRIMARY = "Primary";
    private static final String ADDITIONAL = "AdditionalDataSources";

    private final Problems problems;
    private final Tokens tokens;
    private final Variables variables = new Variables();
    private final RuleParser ruleParser;
    private final Set<Section> seen = EnumSet.noneOf(Section.class);
    private Map<String, String> metadata = Map.of();
    private DataSources dataSources = DataSources.NONE;
    private Labels defaultLabels = Labels.NONE;
    private List<Rule> rules = List.of();
    private List<Analyzer> analyzers = List.of();

    private RulesetParser(String text) {
        problems = new Problems(text);
        tokens = new Tokens(Lexer.tokens(text, problems));
        ruleParser = new RuleParser(tokens, problems, variables);
    }

    static Ruleset parse(String text) {
        RulesetParser parser = new RulesetParser(text);
        parser.document();
        parser.problems.refuse();
        return new Ruleset(
                parser.metadata,
                parser.dataSources,
                parser.variables.all(),
                parser.defaultLabels,
                parser.rules,
                parser.analyzers);
    }

    private void document() {
        boolean hasList = false;
        while (!tokens.isAtEnd() && !problems.isFull()) {
            Token start = tokens.peek();
            hasList |= start.isWord()
                    && Section.named(start.text()).filter(Section::isLast).isPresent();
            try {
                sectionOrVariable();
            } catch (Unexpected unexpected) {
                problems.add(unexpected);
                if (start.isWord()) {
                    variables.declareBroken(start.text());
                }
                tokens.skipSection();
            }
        }
        if (!hasList) {
            problems.add(tokens.peek().position(), "expected Rules = [ ... ] or Analyzers = [ ... ]; there is neither");
        } else if (rules.isEmpty() && analyzers.isEmpty() && problems.isEmpty()) {
            problems.add(tokens.peek().position(), "expected a rule or an analyzer; there is none");
        }
    }

    private void sectionOrVariable() {
        Token name = tokens.peek();
        if (!name.isWord()) {
            throw tokens.unexpected(
                    seen.stream().anyMatch(Section::isLast)
                            ? "Rules, Analyzers or the end of the text"
                            : "a section or the name of a variable");
        }
        if (!tokens.peek(1).is("=")) {
            tokens.next();
            throw tokens.unexpected("'=' after '" + name.text() + "'");
        }
        Optional<Section> section = Section.named(name.text());
        if (seen.stream().anyMatch(Section::isLast)
                && section.filter(Section::isLast).isEmpty()) {
            problems.add(name.position(), name.shown() + " must stand before the rules and analyzers");
        }
        tokens.next();
        tokens.next();
        if (section.isPresent()) {
            checkName(name, section.get());
            read(section.get());
        } else {
            variable(name);
        }
    }

    private void checkName(Token name, Section section) {
        if (!name.text().equals(section.text())) {
            problems.add(
                    name.position(), "expected " + section.text() + ", but found " + name.shown() + "; case counts");
        } else if (!seen.add(section)) {
            problems.add(name.position(), section.text() + " is given twice; expected one");
        }
    }

    private void read(Section section) {
        switch (section) {
            case METADATA -> metadata = metadata();
            case DATA_SOURCES -> dataSources = dataSources();
            case DEFAULT_LABELS -> defaultLabels = Clauses.labels(tokens, problems);
            case RULES -> rules = list("a rule", ruleParser::rule);
            case ANALYZERS -> analyzers = list("an analyzer", ruleParser::analyzer);
        }
    }

    private Map<String, String> metadata() {
        Map<String, String> texts = new LinkedHashMap<>();
        dictionary(Set.of(VERSION), key -> texts.put(key, text()));
        return texts;
    }

    private DataSources dataSources() {
        Map<String, String> primary = new LinkedHashMap<>();
        List<String> additional = new ArrayList<>();
        dictionary(Set.of(PRIMARY, ADDITIONAL), key -> {
            if (key.equals(PRIMARY)) {
                primary.put(key, text());
            } else {
                additional.addAll(texts());
            }
        });
        return new DataSources(Optional.ofNullable(primary.get(PRIMARY)), additional);
    }

    /** What reads the value of a key. */
    private interface ValueReader {
        void read(String key);
    }

    private void dictionary(Set<String> keys, ValueReader reader) {
        Set<String> read = new HashSet<>();
        tokens.expect("{");
        do {
            Token key = tokens.expectQuoted("a quoted key");
            if (!keys.contains(key.text())) {
                problems.add(
                        key.position(),
                        "unknown key " + key.shown() + "; expected "
                                + String.join(" or ", keys.stream().sorted().toList()));
            } else if (!read.add(key.text())) {
                problems.add(key.position(), "the key " + key.shown() + " is given twice");
            }
            tokens.expect(":");
            reader.read(key.text());
        } while (tokens.accept(","));
        tokens.expect("}");
    }

    private String text() {
        return Quotation.meaning(tokens.expectQuoted("a quoted text").text());
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        tokens.expect("[");
        do {
            texts.add(text());
        } while (tokens.accept(","));
        tokens.expect("]");
        return texts;
    }

    private void variable(Token name) {
        boolean isList = tokens.is("[");
        List<StringOperand> values = isList ? values() : value();
        if (variables.isDeclared(name.text())) {
            problems.add(name.position(), "$" + name.text() + " is declared twice; expected one declaration");
        } else {
            Variable.Shape shape = isList || values.size() != 1 ? Variable.Shape.LIST : Variable.Shape.ONE;
            variables.declare(new Variable(name.text(), shape, values));
        }
    }

    private List<StringOperand> values() {
        List<StringOperand> values = new ArrayList<>();
        tokens.expect("[");
        do {
            values.addAll(value());
        } while (tokens.accept(","));
        tokens.expect("]");
        return values;
    }

    private List<StringOperand> value() {
        return ConditionParser.string(tokens, variables).meanings();
    }

    private <T> List<T> list(String what, Supplier<T> reader) {
        List<T> entries = new ArrayList<>();
        tokens.expect("[");
        if (tokens.accept("]")) {
            return entries;
        }
        do {
            entry(what, reader).ifPresent(entries::add);
        } while (!tokens.accept("]") && !tokens.isAtEnd() && !tokens.isSectionStart() && !problems.isFull());
        return entries;
    }

    /** Reads an entry and the comma behind it. */
    private <T> Optional<T> entry(String what, Supplier<T> reader) {
        int mark = tokens.mark();
        Optional<T> entry = Optional.empty();
        try {
            if (!tokens.peek().isWord() && !tokens.is("(")) {
                throw tokens.unexpected(what);
            }
            entry = Optional.of(reader.get());
            if (!tokens.is(",") && !tokens.is("]")) {
                throw tokens.unexpected("',' or ']' after " + what);
            }
        } catch (Unexpected unexpected) {
            problems.add(unexpected);
            boolean startsAnother = Tokens.startsRule(tokens.peek())
                    || tokens.is("(")
                    || (tokens.peek().isWord() && tokens.isFirstInLine());
            boolean lacksAComma = entry.isPresent() && startsAnother;
            if (!lacksAComma) {
                tokens.skipRule(mark);
            }
        }
        if (tokens.accept(",") && tokens.is("]")) {
            problems.add(tokens.unexpected(what + " after ','"));
        }
        return entry;
    }
}
