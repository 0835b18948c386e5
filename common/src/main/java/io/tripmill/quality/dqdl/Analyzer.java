package io.tripmill.quality.dqdl;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A metric to be computed and kept without a demand.
 *
 * @param position where it stands in its text; of no account when analyzers are compared
 */
public record Analyzer(RuleType type, List<Parameter> parameters, List<Tag> tags, Position position) {
    public Analyzer {
        parameters = List.copyOf(parameters);
        tags = List.copyOf(tags);
    }

    /** The values of all parameters. */
    public List<String> parameterValues() {
        return parameters.stream().map(Parameter::value).toList();
    }

    /** The text of a tag. */
    public Optional<String> tag(String name) {
        return tags.stream()
                .filter(tag -> tag.name().equals(name))
                .map(tag -> tag.value().text())
                .findFirst();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Analyzer analyzer
                && type == analyzer.type
                && parameters.equals(analyzer.parameters)
                && tags.equals(analyzer.tags);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, parameters, tags);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(type.text());
        parameters.forEach(parameter -> text.append(' ').append(parameter));
        if (!tags.isEmpty()) {
            text.append(tags.stream().map(Tag::toString).collect(Collectors.joining(", ", " with ", "")));
        }
        return text.toString();
    }
}
