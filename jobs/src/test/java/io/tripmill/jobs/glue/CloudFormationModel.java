package io.tripmill.jobs.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types of CloudFormation that the template uses: properties, their types, and what may be referred to. */
final class CloudFormationModel {
    private static final Set<String> OF_AWS =
            Set.of("AWS::Region", "AWS::AccountId", "AWS::Partition", "AWS::NoValue", "AWS::StackName");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");
    private static final JsonNode RESOURCES = resources();

    private final JsonNode template;
    private final Set<String> problems = new TreeSet<>();

    private CloudFormationModel(JsonNode template) {
        this.template = template;
    }

    /** Everything that CloudFormation would refuse, as far as its types tell. */
    static List<String> problems(JsonNode template) {
        CloudFormationModel model = new CloudFormationModel(template);
        template.path("Resources")
                .properties()
                .forEach(resource -> model.resource(resource.getKey(), resource.getValue()));
        model.references("$", template);
        return new ArrayList<>(model.problems);
    }

    private void resource(String id, JsonNode resource) {
        JsonNode type = RESOURCES.path(resource.path("Type").asText());
        if (type.isMissingNode()) {
            problems.add(id + " is of an unknown type " + resource.path("Type"));
            return;
        }
        members(id, resource.path("Properties"), type.path("properties"), type.path("types"));
        expect(id + ".Condition", resource.path("Condition").asText(), template.path("Conditions"));
    }

    private void expect(String path, String name, JsonNode among) {
        if (!name.isEmpty() && !among.has(name)) {
            problems.add(path + " names " + name + ", which is not there");
        }
    }

    private void members(String path, JsonNode object, JsonNode properties, JsonNode types) {
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            String name = property.getKey().replace("!", "");
            if (!name.equals(property.getKey()) && !object.has(name)) {
                problems.add(path + "." + name + " is missing");
            }
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String place = path + "." + member.getKey();
            JsonNode type = properties.has(member.getKey())
                    ? properties.get(member.getKey())
                    : properties.path(member.getKey() + "!");
            if (type.isMissingNode()) {
                problems.add(place + " is unknown");
            } else {
                value(place, member.getValue(), type, types);
            }
        }
    }

    private void value(String path, JsonNode value, JsonNode type, JsonNode types) {
        if (isFunction(value)) {
            return;
        }
        if (type.isArray()) {
            expect(path, value.isArray(), "a list");
            value.forEach(element -> value(path + "[]", element, type.get(0), types));
        } else if (type.isObject()) {
            expect(path, value.isObject(), "a map");
            value.properties()
                    .forEach(entry -> value(path + "." + entry.getKey(), entry.getValue(), type.get("*"), types));
        } else if (types.has(type.asText())) {
            expect(path, value.isObject(), "an object");
            members(path, value, types.get(type.asText()), types);
        } else {
            scalar(path, value, type.asText());
        }
    }

    private void scalar(String path, JsonNode value, String type) {
        switch (type) {
            case "string" -> expect(path, value.isTextual(), "a text");
            case "integer" -> expect(path, value.isInt(), "a whole number");
            case "number" -> expect(path, value.isNumber(), "a number");
            case "boolean" -> expect(path, value.isBoolean(), "true or false");
            case "json" -> expect(path, value.isContainerNode(), "an object or a list");
            default -> {
                if (!type.startsWith("enum ")) {
                    throw new IllegalStateException(path + " is of a type that is not known here: " + type);
                }
                expect(
                        path,
                        List.of(type.substring(5).split("\\|", -1)).contains(value.asText()),
                        "one of " + type.substring(5));
            }
        }
    }

    private void references(String path, JsonNode tree) {
        if (tree.isArray()) {
            tree.forEach(element -> references(path + "[]", element));
        }
        for (Map.Entry<String, JsonNode> member : tree.properties()) {
            String place = path + "." + member.getKey();
            switch (member.getKey()) {
                case "Ref" -> reference(place, member.getValue().asText());
                case "Fn::Sub" -> {
                    Matcher names = PLACEHOLDER.matcher(member.getValue().asText());
                    if (!names.find()) {
                        problems.add(place + " substitutes nothing");
                    }
                    names.reset().results().forEach(name -> reference(place, name.group(1)));
                }
                case "Fn::FindInMap" ->
                    expect(
                            place,
                            template.path("Mappings")
                                    .path(member.getValue().path(0).asText())
                                    .path(member.getValue().path(1).asText())
                                    .has(member.getValue().path(2).asText()),
                            "in the mappings");
                case "Fn::If" -> expect(place, member.getValue().path(0).asText(), template.path("Conditions"));
                default -> {
                    if (PLACEHOLDER.matcher(member.getValue().asText()).find()) {
                        problems.add(place + " holds a placeholder that nothing substitutes");
                    }
                }
            }
            references(place, member.getValue());
        }
    }

    private void reference(String path, String name) {
        if (OF_AWS.contains(name) || template.path("Parameters").has(name)) {
            return;
        }
        int dot = name.indexOf('.');
        String id = dot < 0 ? name : name.substring(0, dot);
        expect(path, id, template.path("Resources"));
        if (dot >= 0) {
            JsonNode type = RESOURCES.path(
                    template.path("Resources").path(id).path("Type").asText());
            List<String> attributes = new ArrayList<>();
            type.path("attributes").forEach(attribute -> attributes.add(attribute.asText()));
            expect(path, attributes.contains(name.substring(dot + 1)), "an attribute of " + id);
        }
    }

    private void expect(String path, boolean holds, String what) {
        if (!holds) {
            problems.add(path + " is not " + what);
        }
    }

    private static boolean isFunction(JsonNode value) {
        return value.isObject()
                && value.size() == 1
                && value.fieldNames().next().matches("Ref|Fn::.*");
    }

    private static JsonNode resources() {
        try (InputStream types = CloudFormationModel.class.getResourceAsStream("/glue/cloudformation-types.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(types)).path("resources");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
