package io.tripmill.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripmill.job.Args;
import io.tripmill.job.CommonParams;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Location;
import io.tripmill.job.RunFailure;
import io.tripmill.schema.Layer;
import io.tripmill.schema.Table;
import java.util.HashMap;
import java.util.Map;

/** Where the tables of a lake are: {@code <root>/<layer>/<table>}, unless a layout file says otherwise. */
public record Layout(Location root, Map<String, Location> moved) {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    public Layout {
        moved = Map.copyOf(moved);
    }

    public static Layout of(Location root) {
        return new Layout(root, Map.of());
    }

    /** The layout that the arguments name, or the plain one. */
    public static Layout from(Args args, Storage storage, Map<String, Table> known) {
        Location root = args.get(CommonParams.LAKE);
        return args.find(CommonParams.LAYOUT)
                .map(file -> read(root, file, storage.readExisting(file), known))
                .orElse(of(root));
    }

    /** Reads a layout file: {@code {"tables": {"pings": "s3://bucket/pings"}}}. */
    static Layout read(Location root, Location file, String json, Map<String, Table> known) {
        try {
            JsonNode tables = JSON.readTree(json).path("tables");
            if (!tables.isObject()) {
                throw malformed(file, "it has no object \"tables\".");
            }
            Map<String, Location> moved = new HashMap<>();
            for (Map.Entry<String, JsonNode> entry : tables.properties()) {
                if (!known.containsKey(entry.getKey())) {
                    throw malformed(
                            file, "it names a table '" + entry.getKey() + "' that is none of " + known.keySet() + ".");
                }
                if (!entry.getValue().isTextual()
                        || !entry.getValue().asText().matches("[A-Za-z][A-Za-z0-9+.-]+:.+|/.+")) {
                    throw malformed(file, "the place of " + entry.getKey() + " is neither a URI nor an absolute path.");
                }
                Location place = place(file, entry.getKey(), entry.getValue().asText());
                if (moved.containsValue(place)) {
                    throw malformed(file, "it sends two tables to '" + place + "'.");
                }
                moved.put(entry.getKey(), place);
            }
            return new Layout(root, moved);
        } catch (JsonProcessingException e) {
            throw malformed(file, "it is not JSON: " + e.getOriginalMessage() + ".");
        }
    }

    private static Location place(Location file, String table, String text) {
        try {
            return Location.of(text);
        } catch (IllegalArgumentException e) {
            throw malformed(file, "the place of " + table + " is " + e.getMessage() + ".");
        }
    }

    private static RunFailure malformed(Location file, String what) {
        return new RunFailure(
                ErrorCode.ARGUMENT,
                "The layout file '" + file + "' can't be used: " + what,
                "Write {\"tables\": {\"pings\": \"s3://bucket/pings\"}}.");
    }

    Location of(Table table) {
        return moved.getOrDefault(table.name(), root.child(table.layer().folder() + "/" + table.name()));
    }

    /** A file of the lake's own books. */
    Location control(String name) {
        return root.child(Layer.CONTROL.folder() + "/" + name);
    }
}
