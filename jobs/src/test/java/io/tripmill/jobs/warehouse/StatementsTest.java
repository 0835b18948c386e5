package io.tripmill.jobs.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.job.Args;
import io.tripmill.job.Location;
import io.tripmill.job.ServiceDates;
import io.tripmill.job.WarehouseLoad;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The statements, word by word. Those of Redshift were not run against AWS. */
class StatementsTest {
    private static final ServiceDates TWO_DATES =
            ServiceDates.only(List.of(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-03-02")));
    private static final String CONDITION =
            "service_date BETWEEN DATE '2026-03-01' AND DATE '2026-03-02' AND service_date IN (DATE '2026-03-01', DATE '2026-03-02')";
    private static final String FLOW_COLUMNS =
            "\"service_date\", \"hour_start\", \"local_hour\", \"origin_h3\", \"destination_h3\", \"trips\", \"distance_m\","
                    + " \"duration_s\", \"mean_distance_m\", \"median_distance_m\", \"p90_distance_m\", \"std_distance_m\","
                    + " \"mean_duration_s\", \"median_duration_s\", \"p90_duration_s\", \"std_duration_s\"";

    @Test
    void redshiftSpreadsSortsCopiesAndReplaces() {
        Statements statements = flows(Dialect.REDSHIFT);
        WarehouseLoad.Copying copying = new WarehouseLoad.Copying(
                Location.of("s3://b/load/od_flows"),
                Location.of("s3://b/load/od_flows.manifest"),
                statements.copy("s3://b/load/od_flows.manifest", "arn:aws:iam::123456789012:role/copy"));

        WarehouseLoad.Script script = statements.script(TWO_DATES, 7, copying);

        assertThat(script.prepare())
                .containsExactly(
                        "CREATE TABLE IF NOT EXISTS \"mobility\".\"od_flows\" (\"service_date\" DATE NOT NULL,"
                                + " \"hour_start\" TIMESTAMP NOT NULL, \"local_hour\" VARCHAR(64) NOT NULL,"
                                + " \"origin_h3\" VARCHAR(64) NOT NULL, \"destination_h3\" VARCHAR(64) NOT NULL,"
                                + " \"trips\" BIGINT NOT NULL, \"distance_m\" DOUBLE PRECISION NOT NULL,"
                                + " \"duration_s\" DOUBLE PRECISION NOT NULL,"
                                + " \"mean_distance_m\" DOUBLE PRECISION NOT NULL,"
                                + " \"median_distance_m\" DOUBLE PRECISION NOT NULL,"
                                + " \"p90_distance_m\" DOUBLE PRECISION NOT NULL,"
                                + " \"std_distance_m\" DOUBLE PRECISION NOT NULL,"
                                + " \"mean_duration_s\" DOUBLE PRECISION NOT NULL,"
                                + " \"median_duration_s\" DOUBLE PRECISION NOT NULL,"
                                + " \"p90_duration_s\" DOUBLE PRECISION NOT NULL,"
                                + " \"std_duration_s\" DOUBLE PRECISION NOT NULL) DISTSTYLE KEY DISTKEY (\"origin_h3\")"
                                + " COMPOUND SORTKEY (\"service_date\", \"hour_start\", \"origin_h3\", \"destination_h3\")",
                        "CREATE TABLE IF NOT EXISTS \"mobility\".\"tripmill_loads\" (\"table_name\" VARCHAR(128) NOT NULL,"
                                + " \"lake_version\" BIGINT NOT NULL)",
                        "LOCK \"mobility\".\"od_flows\"",
                        "LOCK \"mobility\".\"tripmill_loads\"");
        assertThat(script.newestVersion())
                .isEqualTo(
                        "SELECT max(\"lake_version\") FROM \"mobility\".\"tripmill_loads\" WHERE \"table_name\" = 'od_flows'");
        assertThat(script.stage())
                .containsExactly("CREATE TEMP TABLE \"od_flows_staging\" (LIKE \"mobility\".\"od_flows\")");
        assertThat(copying.statement())
                .isEqualTo("COPY \"od_flows_staging\" FROM 's3://b/load/od_flows.manifest' IAM_ROLE"
                        + " 'arn:aws:iam::123456789012:role/copy' FORMAT AS PARQUET MANIFEST");
        assertThat(script.publish())
                .containsExactly(
                        "DELETE FROM \"mobility\".\"od_flows\" WHERE " + CONDITION,
                        "INSERT INTO \"mobility\".\"od_flows\" (" + FLOW_COLUMNS + ") SELECT " + FLOW_COLUMNS
                                + " FROM \"od_flows_staging\"",
                        "DELETE FROM \"mobility\".\"tripmill_loads\" WHERE \"table_name\" = 'od_flows'",
                        "INSERT INTO \"mobility\".\"tripmill_loads\" (\"table_name\", \"lake_version\") VALUES ('od_flows', 7)");
        assertThat(script.counts())
                .isEqualTo("SELECT \"service_date\", count(*) FROM \"mobility\".\"od_flows\" WHERE " + CONDITION
                        + " GROUP BY \"service_date\"");
    }

    @Test
    void postgresqlSpreadsNothingAndTakesBatches() {
        Statements statements = flows(Dialect.POSTGRESQL);

        WarehouseLoad.Script script = statements.script(TWO_DATES, 7, new WarehouseLoad.Inserting(statements.insert()));

        assertThat(script.prepare().get(0)).endsWith("DOUBLE PRECISION NOT NULL)");
        assertThat(script.prepare()).contains("LOCK TABLE \"mobility\".\"od_flows\" IN EXCLUSIVE MODE");
        assertThat(statements.insert())
                .isEqualTo("INSERT INTO \"od_flows_staging\" (" + FLOW_COLUMNS
                        + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    }

    @Test
    void listsAndLinesHaveTheWidestColumns() {
        List<WarehouseColumn> texts = WarehouseTable.named("trips").columns(64).stream()
                .filter(WarehouseColumn::isText)
                .toList();

        assertThat(texts)
                .filteredOn(column -> column.textBytes() == 65_535)
                .extracting(column -> column.field().name())
                .containsExactlyInAnyOrder("provider_trip_ids", "polyline", "point_offsets_s", "flags");
        assertThat(texts)
                .filteredOn(column -> column.textBytes() != 65_535)
                .allSatisfy(column -> assertThat(column.sqlType()).isEqualTo("VARCHAR(64)"));
    }

    @Test
    void everyTableHasTypesAndIsSortedByServiceDateFirst() {
        assertThat(WarehouseTable.ALL).allSatisfy(table -> {
            assertThat(table.columns(256)).hasSameSizeAs(table.table().fields());
            assertThat(table.table().pruning().get(0).name()).isEqualTo("service_date");
        });
    }

    @Test
    void argumentsThatCantWorkAreRefusedTogetherAndNoPasswordIsRepeated() {
        assertThatThrownBy(() -> parsed("--jdbc-url", "jdbc:redshift://h:5439/d?Password=hidden"))
                .hasMessageContaining("--jdbc-url must not hold credentials")
                .hasMessageContaining("Redshift copies files")
                .hasMessageNotContaining("hidden");
        assertThatThrownBy(() -> parsed("--jdbc-url", "jdbc:postgresql://me:hidden@h/d"))
                .hasMessageContaining("--jdbc-url must not hold credentials")
                .hasMessageNotContaining("hidden");
        assertThatThrownBy(() -> parsed("--jdbc-url", "jdbc:mysql://h/d"))
                .hasMessageContaining("must begin with jdbc:redshift: or jdbc:postgresql:");
        assertThatThrownBy(() ->
                        parsed("--jdbc-url", "jdbc:postgresql://h/d", "--password-env", "A", "--password-file", "b"))
                .hasMessageContaining("both name the password");
        assertThatThrownBy(() -> parsed("--jdbc-url", "jdbc:postgresql://h/d", "--schema", "a\"b"))
                .hasMessageContaining("lower-case letters");
    }

    private static Args parsed(String... more) {
        List<String> argv = new ArrayList<>(List.of("--lake", "/lake", "--table", "trips"));
        argv.addAll(List.of(more));
        return Args.parse(new LoadWarehouse().spec(), argv);
    }

    @Test
    void everyAggregateAndEveryTableOfTrajectoriesCanBeLoaded() {
        assertThat(WarehouseTable.ALL.stream().map(WarehouseTable::toString))
                .contains(
                        "trips",
                        "stays",
                        "sessions",
                        "hourly_trips",
                        "daily_trips",
                        "od_flows",
                        "daily_od_flows",
                        "vehicle_days",
                        "parkings",
                        "stay_zones",
                        "trip_speeds");
        for (WarehouseTable table : WarehouseTable.ALL) {
            String made = new Statements(Dialect.REDSHIFT, table, "mobility", 64)
                    .script(TWO_DATES, 7, new WarehouseLoad.Inserting(""))
                    .prepare()
                    .get(0);
            assertThat(made)
                    .contains("DISTKEY (\"" + table.distributedBy().name() + "\") COMPOUND SORTKEY (\"service_date\"");
            table.table().fields().forEach(field -> assertThat(made).contains("\"" + field.name() + "\" "));
        }
    }

    private static Statements flows(Dialect dialect) {
        return new Statements(dialect, WarehouseTable.named("od_flows"), "mobility", 64);
    }
}
