package io.tripmill.quality.dqdl;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One rule of one type.
 *
 * @param parameters as many as a signature of the type takes
 * @param condition empty if the type needs none
 * @param where SQL that selects the rows that count; empty: all rows
 * @param threshold what the share of the rows that hold, from 0 to 1, must meet; empty: all of them must hold
 * @param tags each name once
 * @param position where the rule stands in its text; of no account when rules are compared
 */
public record Leaf(
        RuleType type,
        List<Parameter> parameters,
        Optional<Condition> condition,
        Optional<String> where,
        Optional<NumberCondition> threshold,
        List<Tag> tags,
        Labels labels,
        Position position)
        implements Rule {
    public Leaf {
        parameters = List.copyOf(parameters);
        tags = List.copyOf(tags);
    }

    /** The value of a parameter, counted from 0. */
    public String parameter(int index) {
        return parameters.get(index).value();
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

    /** Whether the rule can be answered for each row alone or among the others; a query compared with a number can't. */
    public boolean isRowLevel() {
        return type.isRowLevel() && (type != RuleType.CUSTOM_SQL || condition.isEmpty());
    }

    @Override
    public List<Leaf> leaves() {
        return List.of(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Leaf leaf
                && type == leaf.type
                && parameters.equals(leaf.parameters)
                && condition.equals(leaf.condition)
                && where.equals(leaf.where)
                && threshold.equals(leaf.threshold)
                && tags.equals(leaf.tags)
                && labels.equals(leaf.labels);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, parameters, condition, where, threshold, tags, labels);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(type.text());
        parameters.forEach(parameter -> text.append(' ').append(parameter));
        condition.ifPresent(demand -> text.append(' ').append(demand));
        where.ifPresent(sql -> text.append(" where ").append(Quotation.of(sql)));
        if (!labels.isEmpty()) {
            text.append(" labels=").append(labels);
        }
        threshold.ifPresent(share -> text.append(" with threshold ").append(share));
        tags.forEach(tag -> text.append(" with ").append(tag));
        return text.toString();
    }
}
