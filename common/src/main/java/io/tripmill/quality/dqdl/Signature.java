package io.tripmill.quality.dqdl;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One way to write a rule of some type.
 *
 * @param parameters what each parameter names
 * @param repeats whether the last parameter may be given several times
 * @param conditions the kinds that a condition may have; empty: the rule takes no condition
 * @param needsCondition whether a rule without a condition demands nothing
 */
public record Signature(
        List<String> parameters, boolean repeats, Set<ConditionKind> conditions, boolean needsCondition) {
    public Signature {
        parameters = List.copyOf(parameters);
        conditions = Set.copyOf(conditions);
    }

    static Signature of(String... parameters) {
        return new Signature(List.of(parameters), false, Set.of(), false);
    }

    Signature repeating() {
        return new Signature(parameters, true, conditions, needsCondition);
    }

    Signature demanding(ConditionKind first, ConditionKind... others) {
        return new Signature(parameters, repeats, EnumSet.of(first, others), true);
    }

    Signature allowing(ConditionKind kind) {
        return new Signature(parameters, repeats, EnumSet.of(kind), false);
    }

    /** Whether so many parameters can be given. */
    public boolean takes(int count) {
        return repeats ? count >= parameters.size() : count == parameters.size();
    }

    /** The parameters behind the name of the type, as part of a sentence. */
    String inWords() {
        return parameters.isEmpty() ? "" : " " + this;
    }

    /** As it is shown to people: the parameters, and dots for more of the last. */
    @Override
    public String toString() {
        if (parameters.isEmpty()) {
            return "no parameter";
        }
        return "\"" + String.join("\" \"", parameters) + "\"" + (repeats ? " ..." : "");
    }
}
