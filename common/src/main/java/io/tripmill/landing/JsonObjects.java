package io.tripmill.landing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * JSON text to values and back. Numbers keep their digits, so that none is too large to be read; an object with a key twice is
 * refused, as nobody can say which value was meant.
 */
final class JsonObjects {
    /** Jackson's default, written down: deeper objects are refused before they exhaust a stack. */
    private static final int DEEPEST = 1000;

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            // Keys come from outside: they are neither interned for ever nor able to stop a file by colliding.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(TextLines.LONGEST_BYTES)
                    .build())
            .build();

    private JsonObjects() {}

    /** A text that is not one JSON object and nothing else. */
    static final class NotOneObject extends Exception {
        private static final long serialVersionUID = 1L;

        private final String sentence;

        NotOneObject(String sentence) {
            // Thrown once for each broken record, of which there may be millions: no stack trace.
            super(sentence, null, false, false);
            this.sentence = sentence;
        }

        /** Completes "the record ...". */
        String sentence() {
            return sentence;
        }
    }

    /** Reads a text that is one object. */
    static LandedValue.Nested read(String text) throws NotOneObject {
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new NotOneObject("is JSON, but not an object");
            }
            LandedValue.Nested object = object(json);
            if (json.nextToken() != null) {
                throw new NotOneObject("goes on after its JSON object");
            }
            // Only an escape can write half of a pair of surrogates, which no UTF-8 text can hold: stored, it would be
            // a '?'.
            if (text.contains("\\u") && !isWellFormed(object)) {
                throw new NotOneObject("has an escape that is only half of a character");
            }
            return object;
        } catch (JsonProcessingException e) {
            // Not Jackson's message: it differs between its versions, and the quarantine should not.
            throw new NotOneObject(
                    e.getLocation() == null
                            ? "is not a JSON object"
                            : "is not a JSON object, from character "
                                    + Math.max(1, e.getLocation().getColumnNr()) + " on");
        } catch (IOException e) {
            throw new UncheckedIOException("reading a text in memory can't fail", e);
        }
    }

    /** A parser for {@link #readNext}, which closes the text. */
    static JsonParser parser(InputStream text) throws IOException {
        return JSON.createParser(text);
    }

    /** The next of several objects; empty at the end of the text. */
    static Optional<LandedValue.Nested> readNext(JsonParser json) throws IOException, NotOneObject {
        try {
            JsonToken token = json.nextToken();
            if (token == null) {
                return Optional.empty();
            }
            if (token != JsonToken.START_OBJECT) {
                throw new NotOneObject("is JSON, but not an object");
            }
            LandedValue.Nested object = object(json);
            if (!isWellFormed(object)) {
                throw new NotOneObject("has an escape that is only half of a character");
            }
            return Optional.of(object);
        } catch (JsonProcessingException e) {
            throw new NotOneObject("is not a JSON object");
        }
    }

    private static LandedValue.Nested object(JsonParser json) throws IOException, NotOneObject {
        Map<String, LandedValue> fields = new HashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            if (fields.put(name, value(json)) != null) {
                throw new NotOneObject("has the key '" + Shortening.cut(name, 60) + "' twice");
            }
        }
        return new LandedValue.Nested(fields);
    }

    private static LandedValue value(JsonParser json) throws IOException, NotOneObject {
        JsonToken token = json.currentToken();
        if (token == null) {
            return LandedValue.NOTHING;
        }
        return switch (token) {
            case VALUE_STRING -> new LandedValue.Text(json.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new LandedValue.Numeral(json.getText());
            case VALUE_TRUE -> new LandedValue.Flag(true);
            case VALUE_FALSE -> new LandedValue.Flag(false);
            case START_OBJECT -> object(json);
            case START_ARRAY -> {
                List<LandedValue> items = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(json));
                }
                yield new LandedValue.Items(items);
            }
            default -> LandedValue.NOTHING;
        };
    }

    private static boolean isWellFormed(LandedValue value) {
        if (value instanceof LandedValue.Text text) {
            return StandardCharsets.UTF_8.newEncoder().canEncode(text.text());
        }
        if (value instanceof LandedValue.Nested nested) {
            return nested.fields().values().stream().allMatch(JsonObjects::isWellFormed);
        }
        return !(value instanceof LandedValue.Items list)
                || list.items().stream().allMatch(JsonObjects::isWellFormed);
    }

    /** Writes a value as one line. A number that is not finite becomes a text, as JSON has no such number. */
    static String write(LandedValue value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(value, json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing a text in memory can't fail", e);
        }
        return text.toString();
    }

    private static void write(LandedValue value, JsonGenerator json) throws IOException {
        if (value instanceof LandedValue.Nested nested) {
            json.writeStartObject();
            for (Map.Entry<String, LandedValue> field : nested.fields().entrySet()) {
                json.writeFieldName(field.getKey());
                write(field.getValue(), json);
            }
            json.writeEndObject();
        } else if (value instanceof LandedValue.Items list) {
            json.writeStartArray();
            for (LandedValue item : list.items()) {
                write(item, json);
            }
            json.writeEndArray();
        } else if (value instanceof LandedValue.Numeral number) {
            boolean isFinite =
                    Character.isDigit(number.digits().charAt(number.digits().length() - 1));
            if (isFinite) {
                json.writeNumber(number.digits());
            } else {
                json.writeString(number.digits());
            }
        } else if (value instanceof LandedValue.Flag flag) {
            json.writeBoolean(flag.isTrue());
        } else if (value instanceof LandedValue.Text text) {
            json.writeString(text.text());
        } else if (value instanceof LandedValue.Bytes bytes) {
            json.writeString(bytes.hex());
        } else if (value instanceof LandedValue.Moment moment) {
            json.writeString(moment.shown());
        } else {
            json.writeNull();
        }
    }
}
