package io.tripmill.jobs.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The forms of which a template is made: resources, references, and policies with one statement. */
final class CloudFormation {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CloudFormation() {}

    /** Adds a resource and gives its properties. */
    static ObjectNode resource(ObjectNode resources, String id, String type) {
        return resources.putObject(id).put("Type", type).putObject("Properties");
    }

    /** The value of a parameter, or what identifies a resource. */
    static ObjectNode ref(String name) {
        return JSON.createObjectNode().put("Ref", name);
    }

    /** The same tree with every text that holds a placeholder, such as {@code ${Lake}}, as {@code Fn::Sub}. */
    static JsonNode substituted(JsonNode tree) {
        if (tree.isTextual() && tree.asText().contains("${")) {
            return JSON.createObjectNode().put("Fn::Sub", tree.asText());
        }
        if (tree.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            tree.properties().forEach(member -> object.set(member.getKey(), substituted(member.getValue())));
            return object;
        }
        if (tree.isArray()) {
            ArrayNode list = JSON.createArrayNode();
            tree.forEach(element -> list.add(substituted(element)));
            return list;
        }
        return tree;
    }

    /** A policy that allows a service of AWS one action. */
    static ObjectNode allows(String service, String action) {
        ObjectNode document = JSON.createObjectNode().put("Version", "2012-10-17");
        document.putArray("Statement")
                .addObject()
                .put("Effect", "Allow")
                .put("Action", action)
                .putObject("Principal")
                .put("Service", service + ".amazonaws.com");
        return document;
    }

    /** The same on one resource. */
    static ObjectNode allows(String service, String action, ObjectNode resource) {
        ObjectNode document = allows(service, action);
        ((ObjectNode) document.at("/Statement/0")).set("Resource", resource);
        return document;
    }
}
