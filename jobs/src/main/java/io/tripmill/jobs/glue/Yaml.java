package io.tripmill.jobs.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;

/**
 * Writes a JSON tree as YAML, for people: one member a line. A member alone named {@code Ref} or {@code Fn::...} is a function of
 * CloudFormation and becomes its tag, such as {@code !Sub}.
 */
final class Yaml {
    /** Texts that YAML takes for texts without quotes. */
    private static final String PLAIN = "[A-Za-z][A-Za-z0-9_./-]*(::[A-Za-z0-9]+)*";

    private static final String WORDS_OF_YAML = "(?i)true|false|yes|no|on|off|null|y|n";

    private final StringBuilder text = new StringBuilder();

    private Yaml() {}

    static String of(JsonNode tree) {
        Yaml yaml = new Yaml();
        yaml.members(tree, 0);
        return yaml.text.toString();
    }

    private void members(JsonNode object, int indent) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            text.append(" ".repeat(indent)).append(scalar(JsonNodeFactory.instance.textNode(member.getKey())));
            text.append(':');
            value(member.getValue(), indent + 2);
        }
    }

    private void elements(JsonNode list, int indent) {
        for (JsonNode element : list) {
            text.append(" ".repeat(indent)).append('-');
            if (element.isObject() && !isFunction(element) && !element.isEmpty()) {
                int start = text.length();
                members(element, indent + 2);
                // The first member stands beside the dash.
                text.replace(start, start + indent + 2, " ");
            } else {
                value(element, indent + 2);
            }
        }
    }

    /** Writes what follows a name or a dash, to the end of the line or below it. */
    private void value(JsonNode value, int indent) {
        if (isFunction(value)) {
            Map.Entry<String, JsonNode> function = value.properties().iterator().next();
            text.append(" !").append(function.getKey().replace("Fn::", ""));
            value(function.getValue(), indent);
        } else if (value.isContainerNode() && value.isEmpty()) {
            text.append(value.isObject() ? " {}\n" : " []\n");
        } else if (value.isObject()) {
            text.append('\n');
            members(value, indent);
        } else if (value.isArray()) {
            text.append('\n');
            elements(value, indent);
        } else {
            text.append(' ').append(scalar(value)).append('\n');
        }
    }

    private static boolean isFunction(JsonNode value) {
        return value.isObject()
                && value.size() == 1
                && value.fieldNames().next().matches("Ref|Fn::\\w+");
    }

    private static String scalar(JsonNode value) {
        return value.isTextual()
                        && value.asText().matches(PLAIN)
                        && !value.asText().matches(WORDS_OF_YAML)
                ? value.asText()
                : value.toString();
    }
}
