package io.tripmill.landing;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields that a protobuf message has set, by the names of its specification. Defaults are not made up. */
final class ProtobufValues {
    private ProtobufValues() {}

    static LandedValue.Nested of(Message message) {
        Map<String, LandedValue> fields = new LinkedHashMap<>();
        for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
            fields.put(field.getKey().getName(), value(field.getValue()));
        }
        return new LandedValue.Nested(fields);
    }

    private static LandedValue value(Object value) {
        if (value instanceof Message message) {
            return of(message);
        }
        if (value instanceof List<?> items) {
            return new LandedValue.Items(
                    items.stream().map(ProtobufValues::value).toList());
        }
        if (value instanceof EnumValueDescriptor constant) {
            return new LandedValue.Text(constant.getName());
        }
        if (value instanceof String text) {
            return new LandedValue.Text(text);
        }
        if (value instanceof Boolean flag) {
            return new LandedValue.Flag(flag);
        }
        if (value instanceof Number number) {
            return new LandedValue.Numeral(number.toString());
        }
        if (value instanceof ByteString bytes) {
            return new LandedValue.Bytes(hex(bytes));
        }
        throw new IllegalStateException("protobuf has no values of " + value.getClass());
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}
