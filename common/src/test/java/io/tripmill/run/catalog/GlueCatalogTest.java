package io.tripmill.run.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.job.Location;
import io.tripmill.run.catalog.TableCatalog.Change;
import io.tripmill.schema.RuleOutcomes;
import io.tripmill.schema.Table;
import io.tripmill.schema.Trips;
import io.tripmill.testkit.aws.AwsStandIn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GlueCatalogTest {
    private static final CatalogEntry TRIPS = entry(Trips.TABLE, "s3://lake/silver/trips");

    private final AwsStandIn aws;
    private final TableCatalog catalog;

    GlueCatalogTest() throws IOException {
        aws = AwsStandIn.open();
        catalog = GlueCatalog.connect(new Configuration(false));
    }

    @BeforeEach
    void aDatabaseIsThere() {
        aws.glue().put("mobility", somebodysTable("s3://lake/elsewhere"));
    }

    @AfterEach
    void close() {
        catalog.close();
        aws.close();
    }

    @Test
    void aNewTableIsEnteredWithItsRealColumns() {
        assertThat(catalog.register(TRIPS)).isEqualTo(Change.CREATED);

        JsonNode table = aws.glue().table("mobility", "trips");
        List<String> columns = new ArrayList<>();
        table.at("/StorageDescriptor/Columns")
                .forEach(column -> columns.add(
                        column.path("Name").asText() + " " + column.path("Type").asText()));
        assertThat(columns)
                .hasSize(Trips.TABLE.fields().size())
                .contains("trip_id string", "start_time timestamp", "flags array<string>", "service_date date")
                .doesNotContain("col array<string>");
        assertThat(table.at("/StorageDescriptor/Location").asText()).isEqualTo("s3://lake/silver/trips");
        assertThat(table.at("/StorageDescriptor/SerdeInfo/Parameters/path").asText())
                .isEqualTo("s3://lake/silver/trips");
        assertThat(table.path("TableType").asText()).isEqualTo("EXTERNAL_TABLE");
        assertThat(table.path("Parameters").path("spark.sql.sources.provider").asText())
                .isEqualTo("delta");
        assertThat(table.path("Description").asText()).isEqualTo(Trips.TABLE.grain());
    }

    @Test
    void aColumnIsNamedAsEveryCatalogFoldsItAndItsMeaningFits() {
        catalog.register(entry(RuleOutcomes.TABLE, "s3://lake/gold/rule_outcomes"));

        assertThat(aws.glue().table("mobility", "rule_outcomes").at("/StorageDescriptor/Columns"))
                .allSatisfy(column -> {
                    assertThat(column.path("Name").asText()).isLowerCase();
                    assertThat(column.path("Comment").asText()).isNotEmpty().hasSizeLessThanOrEqualTo(255);
                });
    }

    @Test
    void theSameEntryTwiceIsLeftAlone() {
        catalog.register(TRIPS);
        aws.glue().calls().forget();

        assertThat(catalog.register(TRIPS)).isEqualTo(Change.UNCHANGED);

        assertThat(aws.glue().calls().names()).containsExactly("GetTable");
    }

    @Test
    void aMissingDatabaseIsMade() {
        CatalogEntry elsewhere = CatalogEntry.of("fresh", Trips.TABLE, Location.of("s3://lake/silver/trips"));

        assertThat(catalog.register(elsewhere)).isEqualTo(Change.CREATED);

        assertThat(aws.glue().table("fresh", "trips").path("Name").asText()).isEqualTo("trips");
    }

    @Test
    void anEntryOfSparksOwnIsCorrectedAndWhatOthersAddedIsKept() {
        aws.glue().put("mobility", sparksTable("s3a://lake/silver/trips/"));

        assertThat(catalog.register(TRIPS)).isEqualTo(Change.UPDATED);

        JsonNode table = aws.glue().table("mobility", "trips");
        assertThat(table.at("/StorageDescriptor/Columns"))
                .hasSize(Trips.TABLE.fields().size());
        assertThat(table.at("/StorageDescriptor/Location").asText()).isEqualTo("s3://lake/silver/trips");
        assertThat(table.path("Parameters").path("owner_team").asText()).isEqualTo("mobility");
        assertThat(table.path("Owner").asText()).isEqualTo("hadoop");
        assertThat(catalog.register(TRIPS)).isEqualTo(Change.UNCHANGED);
    }

    @Test
    void aTableOfThatNameElsewhereIsNotTouched() {
        aws.glue().put("mobility", sparksTable("s3://other-lake/silver/trips"));

        assertThatThrownBy(() -> catalog.register(TRIPS))
                .isInstanceOf(CatalogRefusal.class)
                .hasMessage(
                        "'mobility.trips' is already the name of a table at 's3://other-lake/silver/trips', and this table is at"
                                + " 's3://lake/silver/trips'. Name another database, or delete that entry.");

        assertThat(aws.glue().calls().names()).containsExactly("GetTable");
    }

    @Test
    void tooManyCallsAreMadeAgain() {
        aws.glue().calls().throttle("GetTable", 2);
        aws.glue().calls().throttle("CreateTable", 1);

        assertThat(catalog.register(TRIPS)).isEqualTo(Change.CREATED);

        assertThat(aws.glue().calls().names())
                .containsExactly("GetTable", "GetTable", "GetTable", "CreateTable", "CreateTable");
    }

    @Test
    void aMissingRightIsNamed() {
        aws.glue().calls().deny("CreateTable");

        assertThatThrownBy(() -> catalog.register(TRIPS))
                .isInstanceOf(CatalogRefusal.class)
                .hasMessage(
                        "AWS answered AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/tripmill/run is not"
                                + " authorized to perform: glue:CreateTable. Give the role or user what it lacks.");
    }

    private static CatalogEntry entry(Table table, String place) {
        return CatalogEntry.of("mobility", table, Location.of(place));
    }

    private static ObjectNode somebodysTable(String place) {
        ObjectNode table = new ObjectMapper().createObjectNode().put("Name", "elsewhere");
        table.putObject("StorageDescriptor").put("Location", place);
        return table;
    }

    /** What {@code saveAsTable} of Spark enters for a Delta table: one column, a placeholder, and the place among the parameters. */
    private static ObjectNode sparksTable(String place) {
        ObjectNode table = new ObjectMapper()
                .createObjectNode()
                .put("Name", "trips")
                .put("Owner", "hadoop")
                .put("TableType", "EXTERNAL_TABLE");
        ObjectNode storage = table.putObject("StorageDescriptor").put("Location", place + "-__PLACEHOLDER__");
        storage.putArray("Columns")
                .addObject()
                .put("Name", "col")
                .put("Type", "array<string>")
                .put("Comment", "from deserializer");
        storage.putObject("SerdeInfo").putObject("Parameters").put("path", place);
        table.putObject("Parameters").put("spark.sql.sources.provider", "delta").put("owner_team", "mobility");
        return table;
    }
}
