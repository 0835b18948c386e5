package io.tripmill.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.tripmill.quality.RuleOutcome;
import io.tripmill.quality.dqdl.Labels;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmbeddedMetricsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aRunIsALineThatCloudWatchReads() throws Exception {
        String line = EmbeddedMetrics.of(report());

        assertThat(line).isEqualTo("""
                {"_aws":{"Timestamp":1772323202500,"CloudWatchMetrics":[{"Namespace":"Tripmill","Dimensions":[["job","lake"]],"Metrics":[\
                {"Name":"failed","Unit":"Count"},{"Name":"duration","Unit":"Seconds"},{"Name":"rows_read","Unit":"Count"},\
                {"Name":"rows_written","Unit":"Count"},{"Name":"rows_quarantined","Unit":"Count"},{"Name":"rows_duplicate","Unit":"Count"},\
                {"Name":"rules_passed","Unit":"Count"},{"Name":"rules_failed","Unit":"Count"},{"Name":"dpu_hours","Unit":"None"}]}]},\
                "job":"ingest-pings","lake":"s3://lake","run_id":"r1","failed":1,"duration":2.5,"rows_read":10,"rows_written":7,\
                "rows_quarantined":2,"rows_duplicate":1,"rules_passed":1,"rules_failed":0,"dpu_hours":0.25}""");
    }

    @Test
    void holdsToTheFormat() throws Exception {
        assertHoldsToTheFormat(JSON.readTree(EmbeddedMetrics.of(report())), "job", "lake");
    }

    @Test
    void aRunThatKnewNoLakeIsCountedByItsJob() throws Exception {
        JsonNode line = JSON.readTree(EmbeddedMetrics.of(report(Map.of())));

        assertHoldsToTheFormat(line, "job");
        assertThat(line.has("lake")).isFalse();
    }

    @Test
    void theSchemaRefusesWhatCloudWatchWould() throws Exception {
        ObjectNode line = (ObjectNode) JSON.readTree(EmbeddedMetrics.of(report()));
        ((ObjectNode) line.at("/_aws/CloudWatchMetrics/0/Metrics/0")).put("Unit", "Rows");
        ((ObjectNode) line.at("/_aws/CloudWatchMetrics/0")).remove("Namespace");
        ((ObjectNode) line.at("/_aws")).put("Timestamp", "2026-03-01T00:00:01Z");
        line.put("lake", "");

        assertThat(schema().validate(line)).hasSize(4);
    }

    /** What a schema can't say is said here: what is named is there. */
    private static void assertHoldsToTheFormat(JsonNode line, String... dimensions) throws IOException {
        assertThat(schema().validate(line)).isEmpty();
        JsonNode directive = line.at("/_aws/CloudWatchMetrics/0");
        assertThat(directive.path("Metrics")).allSatisfy(metric -> assertThat(
                        line.path(metric.path("Name").asText()).isNumber())
                .isTrue());
        assertThat(directive.at("/Dimensions/0"))
                .extracting(JsonNode::asText)
                .containsExactly(dimensions)
                .allSatisfy(name -> assertThat(line.path(name).isTextual()).isTrue());
    }

    private static JsonSchema schema() throws IOException {
        try (InputStream in = EmbeddedMetricsTest.class.getResourceAsStream("embedded-metric-format.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(JSON.readTree(in));
        }
    }

    private static RunReport report() {
        return report(Map.of("lake", "s3://lake"));
    }

    private static RunReport report(Map<String, String> arguments) {
        return new RunReport(
                "ingest-pings",
                "r1",
                1,
                arguments,
                new RunReport.Rows(10, 7, 2, 1),
                Map.of(),
                List.of(new RunReport.Check(
                        "pings",
                        "rules.dqdl",
                        new RuleOutcome(
                                "RowCount > 0", true, Optional.empty(), Map.of(), "RowCount > 0", Labels.NONE))),
                List.of(),
                0,
                Map.of(),
                List.of(),
                Map.of(),
                Instant.parse("2026-03-01T00:00:00Z"),
                2.5,
                Optional.empty(),
                Optional.of(new GlueCost(0.25, Optional.empty(), Optional.empty(), Optional.empty())),
                Optional.of(new RunReport.Failure("T-INTERNAL", "broken")),
                "test");
    }
}
