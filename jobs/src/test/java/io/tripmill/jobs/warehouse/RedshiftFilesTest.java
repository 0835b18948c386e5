package io.tripmill.jobs.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripmill.job.Location;
import io.tripmill.job.Secret;
import io.tripmill.job.ServiceDates;
import io.tripmill.job.WarehouseLoad;
import io.tripmill.run.Secrets;
import io.tripmill.run.Storage;
import io.tripmill.run.warehouse.LoadByJdbc;
import io.tripmill.schema.OdFlows;
import io.tripmill.testkit.SparkTest;
import io.tripmill.testkit.TextTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files and the manifest that Redshift would copy, and the order of what it is told. Not run against AWS. */
@SparkTest
@Tag("full")
class RedshiftFilesTest {
    private static final LocalDate DATE = LocalDate.parse("2026-03-01");

    private final SparkSession spark;
    private final Path folder;

    RedshiftFilesTest(SparkSession spark, @TempDir Path folder) {
        this.spark = spark;
        this.folder = folder;
    }

    @Test
    void filesAndManifestAreThereWhenItCopiesAndGoneWhenItHasCommitted() {
        List<Long> copied = new ArrayList<>();
        RecordingRedshift.forget(sql -> copied.add(rowsOfManifest()));

        load(0);

        assertThat(copied).containsExactly(2L);
        assertThat(RecordingRedshift.told())
                .containsExactly(
                        "CREATE", "CREATE", "LOCK", "LOCK", "SELECT", "CREATE", "COPY", "DELETE", "INSERT", "DELETE",
                        "INSERT", "SELECT", "commit");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void otherCountsAreRolledBack() {
        RecordingRedshift.forget(sql -> {});

        assertThatThrownBy(() -> load(2)).hasMessageContaining("The lake has 2 rows of od_flows on 2026-03-01");

        assertThat(RecordingRedshift.told()).endsWith("SELECT", "rollback").doesNotContain("commit");
    }

    private void load(long expectedRows) {
        Statements statements = new Statements(Dialect.REDSHIFT, WarehouseTable.named("od_flows"), "public", 64);
        Location manifest = Location.of(folder + "/od_flows.manifest");
        WarehouseLoad.Copying copying = new WarehouseLoad.Copying(
                Location.of(folder + "/od_flows"),
                manifest,
                statements.copy(manifest.uri(), "arn:aws:iam::123456789012:role/copy"));
        Storage storage = new Storage(spark.sparkContext().hadoopConfiguration());
        new LoadByJdbc(storage, new Secrets(storage))
                .load(new WarehouseLoad(
                        "od_flows",
                        flows(),
                        Map.of(DATE, expectedRows),
                        1,
                        false,
                        new WarehouseLoad.Account("jdbc:redshift://h:5439/d", "", new Secret.None()),
                        statements.script(ServiceDates.only(List.of(DATE)), 1, copying)));
    }

    private Dataset<Row> flows() {
        return TextTable.rows(spark, OdFlows.TABLE, """
                service_date | hour_start           | local_hour        | origin_h3 | destination_h3 | trips
                2026-03-01   | 2026-03-01T06:00:00Z | 2026-03-01T06:00Z | a         | b              | 3
                2026-03-01   | 2026-03-01T06:00:00Z | 2026-03-01T06:00Z | b         | a              | 4
                """);
    }

    /** Reads the files that the manifest lists, and compares their lengths. */
    private long rowsOfManifest() {
        try {
            JsonNode entries = new ObjectMapper()
                    .readTree(folder.resolve("od_flows.manifest").toFile())
                    .path("entries");
            List<String> files = new ArrayList<>();
            for (JsonNode entry : entries) {
                assertThat(entry.at("/meta/content_length").asLong())
                        .isEqualTo(
                                Files.size(Path.of(URI.create(entry.path("url").asText()))));
                files.add(entry.path("url").asText());
            }
            return spark.read().parquet(files.toArray(String[]::new)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
