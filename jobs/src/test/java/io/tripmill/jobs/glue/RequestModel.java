package io.tripmill.jobs.glue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Requests to AWS as its SDK knows them: every field and its type, but not which are required. */
final class RequestModel {
    private final List<String> problems = new ArrayList<>();

    private RequestModel() {}

    /** Unknown fields and values of another type, each with its path. */
    static List<String> problems(JsonNode request, SdkPojo type) {
        RequestModel model = new RequestModel();
        model.members("$", request, type.sdkFields());
        return model.problems;
    }

    private void members(String path, JsonNode object, List<SdkField<?>> fields) {
        expect(path, object.isObject(), "an object");
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String place = path + "." + member.getKey();
            fields.stream()
                    .filter(field -> field.locationName().equals(member.getKey()))
                    .findFirst()
                    .ifPresentOrElse(
                            field -> value(place, member.getValue(), field), () -> problems.add(place + " is unknown"));
        }
    }

    private void value(String path, JsonNode value, SdkField<?> field) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.STRING) {
            expect(path, value.isTextual(), "a text");
        } else if (type == MarshallingType.INTEGER) {
            expect(path, value.isInt(), "a whole number");
        } else if (type == MarshallingType.BOOLEAN) {
            expect(path, value.isBoolean(), "true or false");
        } else if (type == MarshallingType.DOUBLE) {
            expect(path, value.isNumber(), "a number");
        } else if (type == MarshallingType.SDK_POJO) {
            members(path, value, field.constructor().get().sdkFields());
        } else if (type == MarshallingType.MAP) {
            expect(path, value.isObject(), "an object");
            SdkField<?> of = field.getTrait(MapTrait.class).valueFieldInfo();
            value.properties().forEach(entry -> value(path + "." + entry.getKey(), entry.getValue(), of));
        } else if (type == MarshallingType.LIST) {
            expect(path, value.isArray(), "a list");
            SdkField<?> of = field.getTrait(ListTrait.class).memberFieldInfo();
            value.forEach(element -> value(path + "[]", element, of));
        } else {
            throw new IllegalStateException(path + " is of a type that is not known here: " + type);
        }
    }

    private void expect(String path, boolean holds, String what) {
        if (!holds) {
            problems.add(path + " is not " + what);
        }
    }
}
