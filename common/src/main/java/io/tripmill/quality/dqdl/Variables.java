package io.tripmill.quality.dqdl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The variables that are declared so far. */
final class Variables {
    private static final int MOST_SHOWN = 20;

    private final Map<String, Optional<Variable>> declared = new LinkedHashMap<>();

    boolean isDeclared(String name) {
        return declared.containsKey(name);
    }

    void declare(Variable variable) {
        declared.put(variable.name(), Optional.of(variable));
    }

    /** Notes that the declaration can't be read: whoever uses the variable is not to blame. */
    void declareBroken(String name) {
        declared.putIfAbsent(name, Optional.empty());
    }

    List<Variable> all() {
        List<Variable> all = new ArrayList<>();
        declared.values().forEach(variable -> variable.ifPresent(all::add));
        return all;
    }

    private String known() {
        if (declared.isEmpty()) {
            return "none is declared";
        }
        String shown = declared.keySet().stream()
                .limit(MOST_SHOWN)
                .map(name -> "$" + name)
                .collect(Collectors.joining(", "));
        int others = declared.size() - MOST_SHOWN;
        return "declared are " + shown + (others > 0 ? " and " + others + " more" : "");
    }

    /** Reads a reference; a variable that is declared but broken has an empty text. */
    Variable read(Tokens tokens) {
        tokens.expect("$");
        Token name = tokens.peek();
        if (!name.isWord()) {
            throw tokens.unexpected("the name of a variable");
        }
        if (!declared.containsKey(name.text())) {
            throw new Unexpected(name.position(), "$" + name.text() + " is not declared before the rules; " + known());
        }
        tokens.next();
        return declared.getOrDefault(name.text(), Optional.empty())
                .orElseGet(() -> new Variable(name.text(), Variable.Shape.ONE, List.of(new StringOperand.Quoted(""))));
    }
}
