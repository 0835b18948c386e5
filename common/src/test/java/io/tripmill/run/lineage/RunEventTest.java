package io.tripmill.run.lineage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.openlineage.client.OpenLineage;
import io.tripmill.job.Location;
import io.tripmill.quality.RuleOutcome;
import io.tripmill.quality.dqdl.Labels;
import io.tripmill.run.lineage.RunEvent.State;
import io.tripmill.schema.DailyOdFlows;
import io.tripmill.schema.DailyTrips;
import io.tripmill.schema.Field;
import io.tripmill.schema.HourlyTrips;
import io.tripmill.schema.OdFlows;
import io.tripmill.schema.Parkings;
import io.tripmill.schema.Pings;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.StayZones;
import io.tripmill.schema.Stays;
import io.tripmill.schema.Table;
import io.tripmill.schema.TripSpeeds;
import io.tripmill.schema.Trips;
import io.tripmill.schema.VehicleDays;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Events are read back with the model that OpenLineage generates of its published schema. */
class RunEventTest {
    private static final UUID RUN = UUID.fromString("0b6e1f0a-6b1e-3c0c-9b2f-0c1a2b3c4d5e");
    private static final ObjectMapper MODEL = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .setSerializationInclusion(JsonInclude.Include.NON_NULL);
    static final List<Table> MAIN_PATH = List.of(Sessions.TABLE, Stays.TABLE, Trips.TABLE);

    static final List<Table> AGGREGATES = List.of(
            HourlyTrips.TABLE,
            DailyTrips.TABLE,
            OdFlows.TABLE,
            DailyOdFlows.TABLE,
            VehicleDays.TABLE,
            Parkings.TABLE,
            StayZones.TABLE,
            TripSpeeds.TABLE);

    private static RunEvent event(State state) {
        return new RunEvent(state, Instant.parse("2026-03-01T04:00:00Z"), RUN, "nightly", "sessionize-trips");
    }

    private static LineageDataset dataset(String table) {
        return new LineageDataset("s3://lake", "silver/" + table);
    }

    /** The event as the model has it; whatever the model did not know would be lost on the way back. */
    private static OpenLineage.RunEvent read(RunEvent event) throws IOException {
        OpenLineage.RunEvent read = MODEL.readValue(event.toJson(), OpenLineage.RunEvent.class);
        assertThat(MODEL.readTree(MODEL.writeValueAsString(read))).isEqualTo(MODEL.readTree(event.toJson()));
        return read;
    }

    @Test
    void aRunSaysWhatItIsAndWhatItIsFor() throws IOException {
        OpenLineage.RunEvent read = read(event(State.START)
                .ofJob("Turns pings into trips.")
                .by("3.5.6", "1.0")
                .nominally(LocalDate.parse("2026-02-28")));

        assertThat(read.getEventType()).isEqualTo(OpenLineage.RunEvent.EventType.START);
        assertThat(read.getEventTime().toInstant()).isEqualTo(Instant.parse("2026-03-01T04:00:00Z"));
        assertThat(read.getRun().getRunId()).isEqualTo(RUN);
        assertThat(read.getJob().getNamespace()).isEqualTo("nightly");
        assertThat(read.getJob().getName()).isEqualTo("sessionize-trips");
        assertThat(read.getJob().getFacets().getDocumentation().getDescription())
                .isEqualTo("Turns pings into trips.");
        assertThat(read.getJob().getFacets().getJobType().getProcessingType()).isEqualTo("BATCH");
        assertThat(read.getRun().getFacets().getProcessing_engine().getVersion())
                .isEqualTo("3.5.6");
        assertThat(read.getRun()
                        .getFacets()
                        .getNominalTime()
                        .getNominalStartTime()
                        .toInstant())
                .isEqualTo(Instant.parse("2026-02-28T00:00:00Z"));
    }

    @Test
    void aFailureSaysWhy() throws IOException {
        OpenLineage.RunEvent read = read(event(State.FAIL).failing("[T-CONFLICT] Another run was first."));

        assertThat(read.getEventType()).isEqualTo(OpenLineage.RunEvent.EventType.FAIL);
        assertThat(read.getRun().getFacets().getErrorMessage().getMessage())
                .isEqualTo("[T-CONFLICT] Another run was first.");
    }

    @Test
    void tablesHaveTheirColumnsVersionsAndRules() throws IOException {
        RuleOutcome outcome = new RuleOutcome(
                "IsComplete \"lat\"", false, Optional.of("1 row"), Map.of(), "IsComplete \"lat\"", Labels.NONE);

        OpenLineage.RunEvent read =
                read(event(State.COMPLETE).reading(dataset("pings"), Pings.TABLE, 7, List.of(outcome)));

        OpenLineage.InputDataset pings = read.getInputs().get(0);
        assertThat(pings.getNamespace()).isEqualTo("s3://lake");
        assertThat(pings.getName()).isEqualTo("silver/pings");
        assertThat(pings.getFacets().getVersion().getDatasetVersion()).isEqualTo("7");
        assertThat(pings.getFacets().getSchema().getFields())
                .extracting(OpenLineage.SchemaDatasetFacetFields::getName)
                .startsWith("provider_id", "device_id", "timestamp")
                .hasSize(Pings.TABLE.fields().size());
        assertThat(pings.getInputFacets().getDataQualityAssertions().getAssertions())
                .singleElement()
                .satisfies(assertion -> {
                    assertThat(assertion.getAssertion()).isEqualTo("IsComplete \"lat\"");
                    assertThat(assertion.getSuccess()).isFalse();
                });
    }

    @Test
    void columnsSayWhereTheyComeFrom() throws IOException {
        OpenLineage.RunEvent read =
                read(event(State.COMPLETE).writing(dataset("trips"), Trips.TABLE, 3, RunEventTest::dataset));

        Map<String, OpenLineage.ColumnLineageDatasetFacetFieldsAdditional> columns = read.getOutputs()
                .get(0)
                .getFacets()
                .getColumnLineage()
                .getFields()
                .getAdditionalProperties();
        assertThat(column(columns, "distance_m").getInputFields())
                .extracting(OpenLineage.InputField::getName, OpenLineage.InputField::getField)
                .containsExactly(
                        tuple("silver/pings", "timestamp"), tuple("silver/pings", "lat"), tuple("silver/pings", "lng"));
        assertThat(column(columns, "device_id").getInputFields().get(0).getTransformations())
                .singleElement()
                .satisfies(how -> assertThat(how.getSubtype()).isEqualTo("IDENTITY"));
    }

    private static OpenLineage.ColumnLineageDatasetFacetFieldsAdditional column(
            Map<String, OpenLineage.ColumnLineageDatasetFacetFieldsAdditional> columns, String name) {
        return requireNonNull(columns.get(name), name);
    }

    @ParameterizedTest
    @FieldSource("MAIN_PATH")
    void everyColumnOfTheMainPathHasAnOrigin(Table table) {
        assertThat(table.fields())
                .filteredOn(field -> field.origins().isEmpty())
                .extracting(Field::name)
                .containsExactly("params_hash");
    }

    @ParameterizedTest
    @FieldSource("AGGREGATES")
    void everyColumnOfAnAggregateHasAnOrigin(Table table) {
        assertThat(table.fields())
                .allSatisfy(
                        field -> assertThat(field.origins()).as(field.name()).isNotEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "s3://bucket/a/b, s3://bucket, a/b",
        "s3a://bucket/a b, s3://bucket, a b",
        "s3n://bucket, s3://bucket, /",
        "file:/home/lake/silver/trips, file, /home/lake/silver/trips",
        "file:///home/lake, file, /home/lake",
        "hdfs://name:8020/lake, hdfs://name:8020, lake"
    })
    void aPlaceIsNamedAsOpenLineageDoes(String uri, String namespace, String name) {
        assertThat(LineageDataset.at(new Location(uri))).isEqualTo(new LineageDataset(namespace, name));
    }
}
