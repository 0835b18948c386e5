package io.tripmill.run.catalog;

import static java.util.Objects.requireNonNull;

import io.tripmill.job.Location;
import io.tripmill.schema.Field;
import io.tripmill.schema.Table;
import java.util.List;
import java.util.Locale;

/**
 * What a catalog says of a Delta table.
 *
 * @param meaning what one row is
 * @param columns in the order of the table
 * @param location the folder of the table, without a slash at its end
 */
public record CatalogEntry(
        String database, String table, String meaning, List<CatalogColumn> columns, String location) {

    /**
     * A column.
     *
     * @param name in lower case, as every catalog folds it
     * @param type as Hive writes it, such as {@code array<string>}
     * @param meaning a sentence with its unit
     */
    public record CatalogColumn(String name, String type, String meaning) {
        static CatalogColumn of(Field field) {
            return new CatalogColumn(
                    field.name().toLowerCase(Locale.ROOT), field.type().catalogString(), field.meaning());
        }
    }

    public CatalogEntry {
        requireNonNull(database, "database");
        requireNonNull(table, "table");
        requireNonNull(meaning, "meaning");
        columns = List.copyOf(columns);
        requireNonNull(location, "location");
    }

    public static CatalogEntry of(String database, Table table, Location place) {
        return new CatalogEntry(
                database,
                table.name(),
                table.grain(),
                table.fields().stream().map(CatalogColumn::of).toList(),
                place.uri());
    }

    String qualifiedName() {
        return database + "." + table;
    }
}
