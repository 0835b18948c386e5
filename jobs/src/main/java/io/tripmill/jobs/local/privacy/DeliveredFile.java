package io.tripmill.jobs.local.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Location;
import io.tripmill.job.RunFailure;
import io.tripmill.run.Storage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A delivery as its receiver reads it.
 *
 * @param manifest beside the file
 * @param rows the values as text, by column; a null is left out
 */
record DeliveredFile(JsonNode manifest, List<Map<String, String>> rows) {
    DeliveredFile {
        rows = List.copyOf(rows);
    }

    static DeliveredFile read(SparkSession spark, Storage storage, Location file) {
        Location manifest = new Location(file.uri().substring(0, file.uri().lastIndexOf('/')) + "/manifest.json");
        JsonNode json = json(text(storage, manifest), manifest);
        if (file.uri().endsWith(".geojson")) {
            return new DeliveredFile(json, properties(json(text(storage, file), file)));
        }
        Dataset<Row> rows = file.uri().endsWith(".parquet")
                ? spark.read().parquet(file.uri())
                : spark.read()
                        .option("header", "true")
                        .option("escape", "\"")
                        .option("multiLine", "true")
                        .csv(file.uri());
        List<Map<String, String>> values = new ArrayList<>();
        for (Row row : rows.collectAsList()) {
            Map<String, String> byColumn = new LinkedHashMap<>();
            for (String column : rows.columns()) {
                Object value = row.getAs(column);
                if (value != null) {
                    byColumn.put(column, value.toString());
                }
            }
            values.add(byColumn);
        }
        return new DeliveredFile(json, values);
    }

    private static List<Map<String, String>> properties(JsonNode map) {
        List<Map<String, String>> values = new ArrayList<>();
        map.path("features").forEach(feature -> {
            Map<String, String> byColumn = new LinkedHashMap<>();
            feature.path("properties").properties().forEach(entry -> {
                if (!entry.getValue().isNull()) {
                    byColumn.put(entry.getKey(), entry.getValue().asText());
                }
            });
            values.add(byColumn);
        });
        return values;
    }

    private static String text(Storage storage, Location place) {
        return storage.read(place)
                .orElseThrow(() -> new RunFailure(
                        ErrorCode.INPUT_MISSING,
                        "The delivered file '" + place + "' is not there any more.",
                        "Deliver it again with export-product, or look at it where the consumer has it."));
    }

    private static JsonNode json(String text, Location place) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new RunFailure(
                    ErrorCode.NOT_AS_DELIVERED,
                    "'" + place + "' is not JSON.",
                    "Deliver it again with export-product.",
                    e);
        }
    }
}
