package io.tripmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.RunFailure;
import io.tripmill.run.RunReport;
import io.tripmill.schema.Pings;
import io.tripmill.testkit.SparkTest;
import io.tripmill.testkit.aws.AwsStandIn;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Tables that a run makes known by name. One lake lives through the tests, in order. */
@SparkTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CatalogTest {
    private static EmbeddedLake lake;
    private static AwsStandIn aws;

    @BeforeAll
    static void land(SparkSession spark, @TempDir Path folder) throws IOException {
        aws = AwsStandIn.open();
        lake = new EmbeddedLake(spark, folder);
        lake.land("pings.csv", """
                provider_id,device_id,timestamp,lat,lng
                p,d,2026-03-01T08:00:00Z,52.5,13.4
                p,d,2026-03-01T08:01:00Z,52.501,13.4
                """);
    }

    @AfterAll
    static void close(SparkSession spark) {
        spark.sql("DROP DATABASE IF EXISTS tripmill_catalog_test CASCADE");
        aws.close();
    }

    @Test
    @Order(1)
    void aCatalogThatRefusesFailsTheRunAfterItsDataAreCommitted() {
        aws.glue().calls().deny("CreateTable");

        assertThatThrownBy(() -> ingest("mobility"))
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CATALOG))
                .hasMessageStartingWith(
                        "[T-CATALOG] The run's data are committed, but its tables are not all registered in mobility:"
                                + " AWS answered AccessDeniedException:")
                .hasMessageEndingWith(
                        "Give the role or user what it lacks, then run again: only the registration is left to do.");

        assertThat(lake.read(Pings.TABLE).count()).isEqualTo(2);
    }

    @Test
    @Order(2)
    void theNextRunHasOnlyTheRegistrationToDo() {
        aws.glue().calls().allowAll();
        long version = lake.version(Pings.TABLE);

        RunReport report = ingest("mobility");

        assertThat(report.rows()).isEqualTo(RunReport.Rows.NONE);
        assertThat(lake.version(Pings.TABLE)).isEqualTo(version);
        assertThat(report.notes()).containsEntry("catalog", "created: pings, quarantined_pings");
        assertThat(aws.glue()
                        .table("mobility", "pings")
                        .at("/StorageDescriptor/Location")
                        .asText())
                .isEqualTo("file:" + lake.root() + "/silver/pings");
    }

    @Test
    @Order(3)
    void theSessionsCatalogFindsTheTableByItsName(SparkSession spark) {
        RunReport report = ingest("spark:tripmill_catalog_test");

        assertThat(report.notes()).containsEntry("catalog", "created: pings, quarantined_pings");
        assertThat(report.warnings())
                .singleElement()
                .asString()
                .contains("the catalog of this Spark session ends with it");
        assertThat(spark.sql("SELECT lat FROM tripmill_catalog_test.pings WHERE device_id = 'd' ORDER BY timestamp")
                        .collectAsList())
                .map(row -> row.getDouble(0))
                .containsExactly(52.5, 52.501);
        assertThat(ingest("spark:tripmill_catalog_test").notes())
                .containsEntry("catalog", "unchanged: pings, quarantined_pings");
    }

    @Test
    @Order(4)
    void aTableOfAnotherLakeIsNotReplaced(@TempDir Path other) {
        EmbeddedLake copy = lake.copyTo(other);
        String landing = lake.landing().toString();

        assertThatThrownBy(() -> copy.run(
                        JobCatalog.named("ingest-pings"),
                        "--landing=" + landing,
                        "--format=csv",
                        "--catalog-database=spark:tripmill_catalog_test"))
                .hasMessageContaining("[T-CATALOG]")
                .hasMessageContaining(
                        "'tripmill_catalog_test.pings' is already the name of a table of delta at 'file:" + lake.root())
                .hasMessageContaining("Name another database, or delete that entry, then run again");
    }

    @Test
    @Order(5)
    void aViewOfThatNameIsNotReplaced(SparkSession spark) {
        spark.sql("DROP TABLE tripmill_catalog_test.pings");
        spark.sql("CREATE VIEW tripmill_catalog_test.pings AS SELECT 1 AS one");

        assertThatThrownBy(() -> ingest("spark:tripmill_catalog_test"))
                .hasMessageContaining("'tripmill_catalog_test.pings' is already the name of a view");
    }

    private static RunReport ingest(String database) {
        return lake.ingest("--format=csv", "--catalog-database=" + database);
    }
}
