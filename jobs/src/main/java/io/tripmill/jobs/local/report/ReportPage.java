package io.tripmill.jobs.local.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.geo.H3Cells;
import io.tripmill.geo.Point;
import io.tripmill.jobs.local.report.Figures.Flow;
import io.tripmill.jobs.local.report.Figures.Tally;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The page as one HTML text that asks nothing of a network: style, script and figures stand inside. */
final class ReportPage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double PARTS_OF_A_DEGREE = 1e5;

    private ReportPage() {}

    static String of(Figures figures) {
        String style = resource("page.css");
        String script = resource("page.js");
        return resource("page.html")
                .replace("{{style-hash}}", hash(style))
                .replace("{{script-hash}}", hash(script))
                .replace("{{style}}", style)
                .replace("{{script}}", script)
                .replace("{{figures}}", escaped(json(figures)));
    }

    /** A JSON text that can't end the script element it stands in, whatever its strings hold. */
    static String escaped(String json) {
        return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }

    private static String json(Figures figures) {
        ObjectNode json = JSON.valueToTree(figures);
        figures.serviceDate().ifPresent(date -> json.put("serviceDate", date));
        figures.duplicates().ifPresent(count -> json.put("duplicates", count));
        ArrayNode places = json.putArray("shapes");
        for (Tally cell : figures.cells()) {
            if (H3Cells.isCell(cell.name())) {
                ObjectNode shape = places.addObject().put("name", cell.name()).put("count", cell.count());
                ArrayNode corners = shape.putArray("corners");
                H3Cells.corners(cell.name()).forEach(corner -> put(corner, corners.addArray()));
            }
        }
        ArrayNode arcs = json.putArray("arcs");
        for (Flow flow : figures.flows()) {
            if (H3Cells.isCell(flow.origin()) && H3Cells.isCell(flow.destination())) {
                ObjectNode arc = arcs.addObject()
                        .put("name", flow.origin() + " → " + flow.destination())
                        .put("count", flow.count());
                put(H3Cells.centre(flow.origin()), arc.putArray("from"));
                put(H3Cells.centre(flow.destination()), arc.putArray("to"));
            }
        }
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(Point point, ArrayNode pair) {
        pair.add(rounded(point.lng())).add(rounded(point.lat()));
    }

    private static double rounded(double degrees) {
        return Math.round(degrees * PARTS_OF_A_DEGREE) / PARTS_OF_A_DEGREE;
    }

    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
