package io.tripmill.run.catalog;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.SerDeInfo;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/**
 * How the Glue Data Catalog writes down a Delta table: Athena and Spark know it by the provider among its parameters, Spark finds it by
 * the path among those of its SerDe, and people, crawlers and other engines see the columns.
 */
final class GlueEntry {
    /** Limits of the Glue API, in characters. */
    private static final int MAX_COMMENT = 255;

    private static final int MAX_DESCRIPTION = 2048;

    private static final String PROVIDER = "spark.sql.sources.provider";

    private static final Map<String, String> PARAMETERS =
            Map.of("EXTERNAL", "TRUE", PROVIDER, "delta", "classification", "delta", "table_type", "delta");

    /** What Hive and Spark enter for a table that Hive can't read by itself. */
    private static final StorageDescriptor UNREADABLE_BY_HIVE = StorageDescriptor.builder()
            .inputFormat("org.apache.hadoop.mapred.SequenceFileInputFormat")
            .outputFormat("org.apache.hadoop.hive.ql.io.HiveSequenceFileOutputFormat")
            .build();

    private GlueEntry() {}

    /** A table that is not there yet. */
    static TableInput of(CatalogEntry entry) {
        return corrected(entry, Table.builder().build());
    }

    /** The stored table with everything that the entry says; what it does not speak of stays as it is. */
    static TableInput corrected(CatalogEntry entry, Table stored) {
        Map<String, String> parameters = new HashMap<>(stored.parameters());
        parameters.putAll(PARAMETERS);
        StorageDescriptor storage =
                stored.storageDescriptor() == null ? UNREADABLE_BY_HIVE : stored.storageDescriptor();
        return asStored(stored).toBuilder()
                .name(entry.table())
                .description(shortened(entry.meaning(), MAX_DESCRIPTION))
                .tableType("EXTERNAL_TABLE")
                .parameters(parameters)
                .storageDescriptor(storage.toBuilder()
                        .columns(entry.columns().stream().map(GlueEntry::column).toList())
                        .location(location(entry))
                        .inputFormat(UNREADABLE_BY_HIVE.inputFormat())
                        .outputFormat(UNREADABLE_BY_HIVE.outputFormat())
                        .serdeInfo(SerDeInfo.builder()
                                .serializationLibrary("org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe")
                                .parameters(Map.of("serialization.format", "1", "path", location(entry)))
                                .build())
                        .build())
                .build();
    }

    /** What one would send to store the table as it is. */
    static TableInput asStored(Table stored) {
        return TableInput.builder()
                .name(stored.name())
                .description(stored.description())
                .owner(stored.owner())
                .lastAccessTime(stored.lastAccessTime())
                .lastAnalyzedTime(stored.lastAnalyzedTime())
                .retention(stored.retention())
                .storageDescriptor(stored.storageDescriptor())
                .partitionKeys(stored.hasPartitionKeys() ? stored.partitionKeys() : null)
                .viewOriginalText(stored.viewOriginalText())
                .viewExpandedText(stored.viewExpandedText())
                .tableType(stored.tableType())
                .parameters(stored.parameters())
                .build();
    }

    /** Refuses to touch an entry of another table that has the same name. */
    static void refuseOther(CatalogEntry entry, Table stored) {
        String place = place(stored);
        if (!asAthenaWritesIt(place).equals(location(entry))) {
            throw CatalogRefusal.taken(entry, "a table at '" + place + "'");
        }
    }

    /** Where an entry says that its table is; Spark hides the place of a table that Hive can't read among the SerDe's parameters. */
    private static String place(Table stored) {
        StorageDescriptor storage = stored.storageDescriptor();
        if (storage == null) {
            return "";
        }
        @Nullable
        String path = storage.serdeInfo() == null
                ? null
                : storage.serdeInfo().parameters().get("path");
        @Nullable String location = storage.location();
        return path != null ? path : location != null ? location : "";
    }

    private static String location(CatalogEntry entry) {
        return asAthenaWritesIt(entry.location());
    }

    /** Athena reads {@code s3://} only. */
    private static String asAthenaWritesIt(String place) {
        return place.replaceFirst("^s3[an]://", "s3://").replaceFirst("/+$", "");
    }

    private static Column column(CatalogEntry.CatalogColumn column) {
        return Column.builder()
                .name(column.name())
                .type(column.type())
                .comment(shortened(column.meaning(), MAX_COMMENT))
                .build();
    }

    private static String shortened(String text, int limit) {
        return text.length() <= limit ? text : text.substring(0, limit - 3) + "...";
    }
}
