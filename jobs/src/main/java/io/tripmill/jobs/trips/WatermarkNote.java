package io.tripmill.jobs.trips;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;

/** Watermarks as a commit's note: a JSON object of provider and microseconds since 1970. */
final class WatermarkNote {
    static final String NAME = "watermarks_us";

    private static final ObjectMapper JSON = new ObjectMapper();

    private WatermarkNote() {}

    static String write(Map<String, Long> byProvider) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(byProvider));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("names and numbers are always JSON", e);
        }
    }

    static Map<String, Long> read(String note) {
        try {
            return JSON.readValue(note, new TypeReference<TreeMap<String, Long>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the note of a commit is not what a run wrote: " + note, e);
        }
    }
}
