package io.tripmill.jobs.warehouse;

import static io.tripmill.jobs.warehouse.Dialect.quoted;
import static io.tripmill.jobs.warehouse.Dialect.text;

import io.tripmill.job.ServiceDates;
import io.tripmill.job.WarehouseLoad;
import io.tripmill.schema.Field;
import io.tripmill.schema.WarehouseLoads;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements that load one table.
 *
 * @param schema of the warehouse; it must be there
 * @param textBytes the width of usual texts in a table that is not there yet
 */
record Statements(Dialect dialect, WarehouseTable table, String schema, int textBytes) {
    /** What was loaded last; kept in the warehouse, so that it changes with the rows. */
    private static final String VERSIONS = "tripmill_loads";

    /** @param dates those that are loaded; all: whatever the table holds is replaced */
    WarehouseLoad.Script script(ServiceDates dates, long lakeVersion, WarehouseLoad.Filling filling) {
        return new WarehouseLoad.Script(
                List.of(makeTable(), makeVersions(), dialect.lock(target()), dialect.lock(versions())),
                "SELECT max(\"lake_version\") FROM " + versions() + " WHERE " + isThisTable(),
                List.of("CREATE TEMP TABLE " + staging() + " (LIKE " + target() + ")"),
                filling,
                List.of(
                        // Not TRUNCATE: it would end the transaction in Redshift.
                        "DELETE FROM " + target() + " WHERE " + dates.condition(),
                        "INSERT INTO " + target() + " (" + columnNames() + ") SELECT " + columnNames() + " FROM "
                                + staging(),
                        "DELETE FROM " + versions() + " WHERE " + isThisTable(),
                        "INSERT INTO " + versions() + " (\"table_name\", \"lake_version\") VALUES ("
                                + text(table.toString()) + ", " + lakeVersion + ")"),
                "SELECT " + date() + ", count(*) FROM " + target() + " WHERE " + dates.condition() + " GROUP BY "
                        + date());
    }

    /** @param manifest a URI of S3 */
    String copy(String manifest, String iamRole) {
        return "COPY " + staging() + " FROM " + text(manifest) + " IAM_ROLE " + text(iamRole)
                + " FORMAT AS PARQUET MANIFEST";
    }

    String insert() {
        String marks = columns().stream().map(column -> "?").collect(Collectors.joining(", "));
        return "INSERT INTO " + staging() + " (" + columnNames() + ") VALUES (" + marks + ")";
    }

    List<WarehouseColumn> columns() {
        return table.columns(textBytes);
    }

    private String makeTable() {
        String definitions = columns().stream().map(WarehouseColumn::definition).collect(Collectors.joining(", "));
        String sortedBy = table.table().pruning().stream()
                .map(Field::name)
                .map(Dialect::quoted)
                .collect(Collectors.joining(", "));
        return "CREATE TABLE IF NOT EXISTS " + target() + " (" + definitions + ")"
                + dialect.layout(quoted(table.distributedBy().name()), sortedBy);
    }

    private String makeVersions() {
        return "CREATE TABLE IF NOT EXISTS " + versions()
                + " (\"table_name\" VARCHAR(128) NOT NULL, \"lake_version\" BIGINT NOT NULL)";
    }

    private String columnNames() {
        return columns().stream().map(WarehouseColumn::quoted).collect(Collectors.joining(", "));
    }

    private String target() {
        return quoted(schema) + "." + quoted(table.toString());
    }

    private String versions() {
        return quoted(schema) + "." + quoted(VERSIONS);
    }

    private String staging() {
        return quoted(table + "_staging");
    }

    private String isThisTable() {
        return "\"table_name\" = " + text(table.toString());
    }

    private static String date() {
        return quoted(WarehouseLoads.SERVICE_DATE.name());
    }
}
