package io.tripmill.quality.dqdl;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A DQDL document: what must hold for a dataset. Prints itself as DQDL; what is printed means the same.
 *
 * @param metadata such as {@code "Version": "1.0"}, in the order in which it is written
 * @param defaultLabels the labels of every rule that does not set them itself
 */
public record Ruleset(
        Map<String, String> metadata,
        DataSources dataSources,
        List<Variable> variables,
        Labels defaultLabels,
        List<Rule> rules,
        List<Analyzer> analyzers) {
    public Ruleset {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        variables = List.copyOf(variables);
        rules = List.copyOf(rules);
        analyzers = List.copyOf(analyzers);
    }

    /**
     * Reads a DQDL document.
     *
     * @throws InvalidRuleset with everything that is wrong in the text
     */
    public static Ruleset parse(String text) {
        return RulesetParser.parse(text);
    }

    /** A ruleset of rules alone. */
    public static Ruleset of(List<Rule> rules) {
        return new Ruleset(Map.of(), DataSources.NONE, List.of(), Labels.NONE, rules, List.of());
    }

    /** The labels of a rule of this set: its own over the defaults. */
    public Labels labelsOf(Rule rule) {
        return rule.labels().over(defaultLabels);
    }

    @Override
    public String toString() {
        List<String> sections = new ArrayList<>();
        if (!metadata.isEmpty()) {
            sections.add(metadata.entrySet().stream()
                    .map(entry -> Quotation.of(entry.getKey()) + ": " + Quotation.of(entry.getValue()))
                    .collect(Collectors.joining(", ", "Metadata = { ", " }")));
        }
        if (!dataSources.isEmpty()) {
            sections.add("DataSources = " + dataSources);
        }
        variables.forEach(variable -> sections.add(variable.toString()));
        if (!defaultLabels.isEmpty()) {
            sections.add("DefaultLabels = " + defaultLabels);
        }
        if (!rules.isEmpty() || analyzers.isEmpty()) {
            sections.add("Rules = " + list(rules));
        }
        if (!analyzers.isEmpty()) {
            sections.add("Analyzers = " + list(analyzers));
        }
        return String.join("\n", sections) + "\n";
    }

    private static String list(List<?> entries) {
        return entries.isEmpty()
                ? "[]"
                : entries.stream().map(Object::toString).collect(Collectors.joining(",\n    ", "[\n    ", "\n]"));
    }
}
