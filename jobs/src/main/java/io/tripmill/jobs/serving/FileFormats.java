package io.tripmill.jobs.serving;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.geo.H3Cells;
import io.tripmill.geo.Point;
import io.tripmill.jobs.serving.contract.Contract;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The bytes of a product in each format; the same rows give the same bytes. */
final class FileFormats {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CSV_LINE_END = "\r\n";

    private FileFormats() {}

    static byte[] bytes(ProductRows product, Contract.Format format, Contract.Formulas formulas) {
        return switch (format) {
            case CSV -> csv(product, formulas).getBytes(StandardCharsets.UTF_8);
            case PARQUET -> ParquetBytes.of(product);
            case GEOJSON -> geoJson(product);
        };
    }

    /** RFC 4180: a header, lines that end in CR LF, quotes where a text needs them; null is empty. */
    private static String csv(ProductRows product, Contract.Formulas formulas) {
        StringBuilder text = new StringBuilder(
                product.columns().stream().map(ProductColumn::id).collect(Collectors.joining(",", "", CSV_LINE_END)));
        for (List<Optional<Object>> row : product.rows()) {
            text.append(row.stream()
                    .map(value -> value.map(of -> text(of, formulas)).orElse(""))
                    .map(FileFormats::quoted)
                    .collect(Collectors.joining(",", "", CSV_LINE_END)));
        }
        return text.toString();
    }

    /** A number is no formula, whatever its sign. */
    private static String text(Object value, Contract.Formulas formulas) {
        String text = value.toString();
        boolean isFormula = value instanceof String && text.matches("(?s)[=+\\-@\t\r].*");
        return formulas == Contract.Formulas.ESCAPE && isFormula ? "'" + text : text;
    }

    private static String quoted(String text) {
        return text.matches("[^\",\r\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    /** RFC 7946: the outline of the cell, or the line between the centres of two. */
    private static byte[] geoJson(ProductRows product) {
        ObjectNode collection = JSON.createObjectNode().put("type", "FeatureCollection");
        ArrayNode features = collection.putArray("features");
        for (int i = 0; i < product.rows().size(); i++) {
            ObjectNode feature = features.addObject().put("type", "Feature");
            feature.set("geometry", geometry(product.places().get(i)));
            ObjectNode properties = feature.putObject("properties");
            for (int column = 0; column < product.columns().size(); column++) {
                properties.set(
                        product.columns().get(column).id(),
                        JSON.valueToTree(product.rows().get(i).get(column).orElse(null)));
            }
        }
        try {
            return JSON.writeValueAsBytes(collection);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    private static ObjectNode geometry(List<String> cells) {
        ObjectNode geometry = JSON.createObjectNode();
        if (cells.size() == 1) {
            ArrayNode ring =
                    geometry.put("type", "Polygon").putArray("coordinates").addArray();
            List<Point> corners = H3Cells.corners(cells.get(0));
            corners.forEach(corner -> add(ring, corner));
            add(ring, corners.get(0));
        } else {
            ArrayNode line = geometry.put("type", "LineString").putArray("coordinates");
            cells.forEach(cell -> add(line, H3Cells.centre(cell)));
        }
        return geometry;
    }

    private static void add(ArrayNode coordinates, Point point) {
        coordinates.addArray().add(point.lng()).add(point.lat());
    }
}
