package io.tripmill.jobs.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/** The values of the AWS SDK as JSON, by the names of the API, and back. */
final class SdkJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SdkJson() {}

    /** The fields of a value that a second one has too, by name; what was never set is left out. */
    static ObjectNode shared(SdkPojo value, SdkPojo with) {
        List<String> names =
                with.sdkFields().stream().map(SdkField::locationName).toList();
        ObjectNode json = JSON.createObjectNode();
        value.sdkFields().stream()
                .filter(field -> names.contains(field.locationName()))
                .forEach(field -> put(json, field, value));
        return json;
    }

    private static ObjectNode of(SdkPojo value) {
        return shared(value, value);
    }

    private static void put(ObjectNode json, SdkField<?> field, SdkPojo owner) {
        Object value = field.getValueOrDefault(owner);
        if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
            json.set(field.locationName(), tree(value));
        }
    }

    private static JsonNode tree(@Nullable Object value) {
        if (value instanceof SdkPojo pojo) {
            return of(pojo);
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = JSON.createObjectNode();
            map.forEach((name, member) -> object.set(String.valueOf(name), tree(member)));
            return object;
        }
        if (value instanceof List<?> list) {
            ArrayNode array = JSON.createArrayNode();
            list.forEach(element -> array.add(tree(element)));
            return array;
        }
        return JSON.valueToTree(value);
    }

    /**
     * Fills a builder.
     *
     * @throws IllegalArgumentException where the JSON has a field or a type that the SDK does not know
     */
    static <B extends SdkPojo> B fill(B builder, JsonNode json) {
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            SdkField<?> field = named(builder, member.getKey())
                    .orElseThrow(() -> new IllegalArgumentException("the SDK knows no field " + member.getKey()));
            field.set(builder, value(member.getValue(), field));
        }
        return builder;
    }

    private static Optional<SdkField<?>> named(SdkPojo pojo, String name) {
        return pojo.sdkFields().stream()
                .filter(field -> field.locationName().equals(name))
                .findFirst();
    }

    private static Object value(JsonNode json, SdkField<?> field) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.STRING) {
            return json.asText();
        } else if (type == MarshallingType.INTEGER) {
            return json.asInt();
        } else if (type == MarshallingType.LONG) {
            return json.asLong();
        } else if (type == MarshallingType.DOUBLE) {
            return json.asDouble();
        } else if (type == MarshallingType.BOOLEAN) {
            return json.asBoolean();
        } else if (type == MarshallingType.SDK_POJO) {
            return ((Buildable) fill(field.constructor().get(), json)).build();
        } else if (type == MarshallingType.LIST) {
            SdkField<?> of = field.getTrait(ListTrait.class).memberFieldInfo();
            List<Object> list = new ArrayList<>();
            json.forEach(element -> list.add(value(element, of)));
            return list;
        } else if (type == MarshallingType.MAP) {
            SdkField<?> of = field.getTrait(MapTrait.class).valueFieldInfo();
            Map<String, Object> map = new LinkedHashMap<>();
            json.properties().forEach(entry -> map.put(entry.getKey(), value(entry.getValue(), of)));
            return map;
        }
        throw new IllegalArgumentException(field.locationName() + " is of a type that is not known here: " + type);
    }
}
