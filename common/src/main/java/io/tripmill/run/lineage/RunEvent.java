package io.tripmill.run.lineage;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.quality.RuleOutcome;
import io.tripmill.schema.Field;
import io.tripmill.schema.Origin;
import io.tripmill.schema.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;

/** One event of OpenLineage 2-0-2, to which facets are added. */
public final class RunEvent {
    private static final String SPEC = "https://openlineage.io/spec/";
    private static final String PRODUCER = "urn:tripmill";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode event = JSON.createObjectNode();
    private final ObjectNode runFacets;
    private final ObjectNode jobFacets;
    private final ArrayNode inputs;
    private final ArrayNode outputs;

    /** Where the run stands. */
    public enum State {
        START,
        COMPLETE,
        FAIL
    }

    /**
     * An event without facets.
     *
     * @param run the same for all events of one attempt
     * @param namespace of the job, as its scheduler names it
     */
    public RunEvent(State state, Instant at, UUID run, String namespace, String job) {
        event.put("eventType", requireNonNull(state, "state").name()).put("eventTime", at.toString());
        ObjectNode running = event.putObject("run").put("runId", run.toString());
        runFacets = running.putObject("facets");
        ObjectNode named = event.putObject("job").put("namespace", namespace).put("name", job);
        jobFacets = named.putObject("facets");
        inputs = event.putArray("inputs");
        outputs = event.putArray("outputs");
        event.put("producer", PRODUCER).put("schemaURL", SPEC + "2-0-2/OpenLineage.json#/$defs/RunEvent");
    }

    /** What the job is. */
    public RunEvent ofJob(String sentence) {
        facet(jobFacets, "documentation", "1-1-0/DocumentationJobFacet").put("description", sentence);
        facet(jobFacets, "jobType", "2-0-4/JobTypeJobFacet")
                .put("processingType", "BATCH")
                .put("integration", "SPARK")
                .put("jobType", "JOB");
        return this;
    }

    /** What runs it. */
    public RunEvent by(String sparkVersion, String codeVersion) {
        facet(runFacets, "processing_engine", "1-1-1/ProcessingEngineRunFacet")
                .put("version", sparkVersion)
                .put("name", "spark")
                .put("openlineageAdapterVersion", codeVersion);
        return this;
    }

    /** The date that the run is for. */
    public RunEvent nominally(LocalDate businessDate) {
        facet(runFacets, "nominalTime", "1-0-1/NominalTimeRunFacet")
                .put("nominalStartTime", businessDate + "T00:00:00Z");
        return this;
    }

    /** Why it failed. */
    public RunEvent failing(String message) {
        facet(runFacets, "errorMessage", "1-0-1/ErrorMessageRunFacet")
                .put("message", message)
                .put("programmingLanguage", "JAVA");
        return this;
    }

    /** Files that are read, of which only the place is known. */
    public RunEvent reading(LineageDataset files) {
        put(inputs.addObject(), files).putObject("facets");
        return this;
    }

    /** A table that is read, at a version of it, and what became of rules on it. */
    public RunEvent reading(LineageDataset dataset, Table table, long version, Collection<RuleOutcome> outcomes) {
        ObjectNode input = put(inputs.addObject(), dataset);
        ObjectNode facets = input.putObject("facets");
        describe(facets, table);
        version(facets, version);
        if (!outcomes.isEmpty()) {
            assertions(input.putObject("inputFacets"), outcomes);
        }
        return this;
    }

    /**
     * A table that was written, at the version that the run left.
     *
     * @param places the datasets of all tables
     */
    public RunEvent writing(
            LineageDataset dataset, Table table, long version, Function<String, LineageDataset> places) {
        ObjectNode output = put(outputs.addObject(), dataset);
        ObjectNode facets = output.putObject("facets");
        describe(facets, table);
        version(facets, version);
        columnLineage(facets, table, places);
        return this;
    }

    /** The event as one line. */
    public String toJson() {
        return event.toString();
    }

    private static void describe(ObjectNode facets, Table table) {
        facet(facets, "documentation", "1-1-0/DocumentationDatasetFacet").put("description", table.grain());
        ArrayNode fields = facet(facets, "schema", "1-2-0/SchemaDatasetFacet").putArray("fields");
        for (Field field : table.fields()) {
            fields.addObject()
                    .put("name", field.name())
                    .put("type", field.type().catalogString())
                    .put("description", field.meaning());
        }
    }

    private static void version(ObjectNode facets, long version) {
        facet(facets, "version", "1-0-1/DatasetVersionDatasetFacet").put("datasetVersion", String.valueOf(version));
    }

    private static void columnLineage(ObjectNode facets, Table table, Function<String, LineageDataset> places) {
        if (table.fields().stream().allMatch(field -> field.origins().isEmpty())) {
            return;
        }
        ObjectNode fields = facet(facets, "columnLineage", "1-2-0/ColumnLineageDatasetFacet")
                .putObject("fields");
        for (Field field : table.fields()) {
            if (!field.origins().isEmpty()) {
                ArrayNode origins = fields.putObject(field.name()).putArray("inputFields");
                for (Origin origin : field.origins()) {
                    put(origins.addObject(), places.apply(origin.table()))
                            .put("field", origin.column())
                            .putArray("transformations")
                            .addObject()
                            .put("type", "DIRECT")
                            .put("subtype", origin.kind().name());
                }
            }
        }
    }

    private static void assertions(ObjectNode facets, Collection<RuleOutcome> outcomes) {
        ArrayNode assertions = facet(facets, "dataQualityAssertions", "1-1-0/DataQualityAssertionsDatasetFacet")
                .putArray("assertions");
        for (RuleOutcome outcome : outcomes) {
            assertions.addObject().put("assertion", outcome.rule()).put("success", outcome.passed());
        }
    }

    private static ObjectNode put(ObjectNode json, LineageDataset dataset) {
        return json.put("namespace", dataset.namespace()).put("name", dataset.name());
    }

    private static ObjectNode facet(ObjectNode facets, String name, String schema) {
        String definition = schema.substring(schema.indexOf('/') + 1);
        return facets.putObject(name)
                .put("_producer", PRODUCER)
                .put("_schemaURL", SPEC + "facets/" + schema + ".json#/$defs/" + definition);
    }
}
