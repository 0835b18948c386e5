package io.tripmill.jobs.local.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Location;
import io.tripmill.job.RunFailure;
import io.tripmill.run.Storage;
import io.tripmill.schema.OdFlows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /**
     * A whole number that the manifest says of the delivery.
     *
     * @throws RunFailure T-NOT-AS-DELIVERED if it does not
     */
    int term(String name) {
        if (!manifest.path(name).isIntegralNumber()) {
            throw otherwise("The manifest of " + described() + " has no " + name);
        }
        return manifest.path(name).asInt();
    }

    /** The version of the table that it was made of. */
    long sourceVersion() {
        return manifest.path("as_of").path(OdFlows.TABLE.name()).asLong(-1);
    }

    /**
     * What it tells, if it is of counts.
     *
     * @throws RunFailure T-NOT-AS-DELIVERED if a count can't be read, or does not say of what it is
     */
    GivenCounts counts() {
        String date = manifest.path("service_date").asText();
        boolean byHour = manifest.path("period").asText().equals("hour");
        boolean hasDestinations = manifest.path("product").asText().equals("od_flows");
        Map<Figure, Long> told = new HashMap<>();
        for (Map<String, String> row : rows) {
            long trips = trips(row);
            if (trips < 0) {
                continue;
            }
            Figure figure = new Figure(
                    byHour ? value(row, "period_start") : date,
                    value(row, hasDestinations ? "origin_h3" : "start_h3"),
                    hasDestinations ? Optional.of(value(row, "destination_h3")) : Optional.empty());
            Long before = told.put(figure, trips);
            if (before != null && before != trips) {
                throw otherwise(described() + " tells " + before + " and " + trips + " trips of " + figure);
            }
        }
        return new GivenCounts(
                manifest.path("product").asText(), date, term("k"), term("level"), byHour, hasDestinations, told);
    }

    private long trips(Map<String, String> row) {
        String trips = row.getOrDefault("trips", "-1");
        try {
            return Long.parseLong(trips);
        } catch (NumberFormatException e) {
            throw otherwise(described() + " tells '" + trips + "' trips");
        }
    }

    private String value(Map<String, String> row, String column) {
        String value = row.get(column);
        if (value == null) {
            throw otherwise(described() + " has a count without " + column);
        }
        return value;
    }

    private String described() {
        return manifest.path("product").asText() + " of "
                + manifest.path("service_date").asText();
    }

    private static RunFailure otherwise(String problem) {
        return new RunFailure(ErrorCode.NOT_AS_DELIVERED, problem + ".", "Deliver it again with export-product.");
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
