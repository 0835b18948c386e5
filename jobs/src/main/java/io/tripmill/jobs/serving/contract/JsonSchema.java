package io.tripmill.jobs.serving.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A JSON schema for YAML nodes, which know their lines; as much of JSON Schema as the contract's schema uses. Validators that exist work
 * on trees that have forgotten the lines.
 */
final class JsonSchema {
    private static final String CONTRACT = "/io/tripmill/contract/schema.json";
    /** What this reader understands; a schema with another word is refused rather than half obeyed. */
    private static final Set<String> WORDS = Set.of(
            "$schema",
            "title",
            "description",
            "type",
            "properties",
            "additionalProperties",
            "required",
            "items",
            "minItems",
            "enum",
            "pattern",
            "format",
            "minimum",
            "maximum");

    private final List<ContractProblem> problems = new ArrayList<>();

    /** What is wrong with a contract by the published schema. */
    static List<ContractProblem> problemsOf(Node contract) {
        JsonSchema schema = new JsonSchema();
        schema.check("the contract", contract, published());
        return schema.problems;
    }

    private static JsonNode published() {
        try (InputStream in = JsonSchema.class.getResourceAsStream(CONTRACT)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(String what, Node node, JsonNode schema) {
        schema.fieldNames().forEachRemaining(word -> {
            if (!WORDS.contains(word)) {
                throw new IllegalStateException("the schema uses '" + word + "', which is not understood here");
            }
        });
        switch (schema.path("type").asText()) {
            case "object" -> checkObject(what, node, schema);
            case "array" -> checkArray(what, node, schema);
            case "integer" -> checkInteger(what, node, schema);
            case "string" -> checkString(what, node, schema);
            default -> throw new IllegalStateException("the schema gives " + what + " no type that is understood here");
        }
    }

    private void checkObject(String what, Node node, JsonNode schema) {
        if (!(node instanceof MappingNode mapping)) {
            problem(node, what + " must be a mapping of names to values");
            return;
        }
        Set<String> seen = new HashSet<>();
        JsonNode known = schema.path("properties");
        for (NodeTuple entry : mapping.getValue()) {
            String name = entry.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?";
            if (!seen.add(name)) {
                problem(entry.getKeyNode(), name + " is given twice");
            } else if (known.has(name)) {
                check(name, entry.getValueNode(), known.get(name));
            } else {
                problem(entry.getKeyNode(), "'" + name + "' is unknown in " + what + ", which knows " + names(known));
            }
        }
        for (JsonNode required : schema.path("required")) {
            if (!seen.contains(required.asText())) {
                problem(node, required.asText() + " is missing in " + what);
            }
        }
    }

    private void checkArray(String what, Node node, JsonNode schema) {
        if (!(node instanceof SequenceNode sequence)) {
            problem(node, what + " must be a list");
            return;
        }
        if (sequence.getValue().size() < schema.path("minItems").asInt(0)) {
            problem(node, what + " must not be empty");
        }
        sequence.getValue().forEach(item -> check("each of " + what, item, schema.path("items")));
    }

    private void checkInteger(String what, Node node, JsonNode schema) {
        boolean isInteger = node instanceof ScalarNode && node.getTag().equals(Tag.INT);
        if (!isInteger || !((ScalarNode) node).getValue().matches("-?[0-9]{1,9}")) {
            problem(node, what + " must be a whole number");
            return;
        }
        int number = Integer.parseInt(((ScalarNode) node).getValue());
        if (schema.has("minimum") && number < schema.path("minimum").asInt()) {
            problem(node, what + " must be at least " + schema.path("minimum") + ", not " + number);
        }
        if (schema.has("maximum") && number > schema.path("maximum").asInt()) {
            problem(node, what + " must be at most " + schema.path("maximum") + ", not " + number);
        }
    }

    /** Of a text that YAML takes for a number or a date, the text counts: a cell may have no letter among its digits. */
    private void checkString(String what, Node node, JsonNode schema) {
        if (!(node instanceof ScalarNode scalar) || node.getTag().equals(Tag.NULL)) {
            problem(node, what + " must be a text");
            return;
        }
        String text = scalar.getValue();
        Set<String> choices = new TreeSet<>();
        schema.path("enum").forEach(choice -> choices.add(choice.asText()));
        if (!choices.isEmpty() && !choices.contains(text)) {
            problem(node, what + " must be one of " + String.join(", ", choices) + ", not '" + text + "'");
        }
        if (schema.has("pattern") && !text.matches(schema.path("pattern").asText())) {
            problem(node, what + " must match " + schema.path("pattern").asText() + ", unlike '" + text + "'");
        }
        if (schema.path("format").asText().equals("date") && !isDate(text)) {
            problem(node, what + " must be a date such as 2027-03-31, not '" + text + "'");
        }
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static String names(JsonNode properties) {
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            names.add(property.getKey());
        }
        return String.join(", ", names);
    }

    private void problem(Node node, String sentence) {
        problems.add(new ContractProblem(node.getStartMark().getLine() + 1, sentence));
    }
}
