package io.tripmill.landing;

import com.fasterxml.jackson.core.JsonParser;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/**
 * The JSON objects of a text, one after the other, on lines of their own or not. After an object that is broken nobody can say where
 * the next one starts, so the text can't be read any further then.
 */
final class JsonDocuments implements Closeable {
    /** A response lists some thousands of objects; this bounds what one of them takes in memory. */
    static final long LARGEST_BYTES = 64L * 1024 * 1024;

    private final JsonParser json;

    private JsonDocuments(JsonParser json) {
        this.json = json;
    }

    static JsonDocuments of(InputStream text) throws IOException {
        try {
            return new JsonDocuments(JsonObjects.parser(new BoundedStream(text, LARGEST_BYTES)));
        } catch (IOException | RuntimeException e) {
            text.close();
            throw e;
        }
    }

    /** The next object; empty at the end of the text. */
    Optional<LandedValue.Nested> next() throws IOException {
        try {
            return JsonObjects.readNext(json);
        } catch (JsonObjects.NotOneObject e) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "what stands there up to line %d, column %d %s",
                    json.currentLocation().getLineNr(),
                    json.currentLocation().getColumnNr(),
                    e.sentence()));
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
