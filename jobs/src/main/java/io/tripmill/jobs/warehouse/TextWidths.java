package io.tripmill.jobs.warehouse;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.octet_length;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.RunFailure;
import io.tripmill.schema.Table;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How long the texts to load are, in bytes of UTF-8, as Redshift counts. It would refuse a whole COPY for one that is too long. */
final class TextWidths {
    private TextWidths() {}

    /** One row: for each text column the bytes of the longest; null without a text. */
    static Dataset<Row> of(Dataset<Row> rows, List<WarehouseColumn> columns) {
        Column[] longest = texts(columns).stream()
                .map(column -> max(octet_length(col(column.field().name()))))
                .toArray(Column[]::new);
        return rows.agg(longest[0], List.of(longest).subList(1, longest.length).toArray(Column[]::new));
    }

    /**
     * Refuses texts that don't fit.
     *
     * @param longest what {@link #of} gives
     */
    static void refuseLonger(Table table, List<WarehouseColumn> columns, List<Row> longest) {
        List<WarehouseColumn> texts = texts(columns);
        for (Row row : longest) {
            String tooLong = IntStream.range(0, texts.size())
                    .filter(i ->
                            !row.isNullAt(i) && row.getInt(i) > texts.get(i).textBytes())
                    .mapToObj(i -> texts.get(i).field().name() + " has " + row.getInt(i) + " bytes and room for "
                            + texts.get(i).textBytes())
                    .collect(Collectors.joining(", "));
            if (!tooLong.isEmpty()) {
                throw new RunFailure(
                        ErrorCode.TOO_WIDE,
                        "Texts of " + table + " don't fit: " + tooLong + "; nothing was loaded.",
                        "Widen the columns in the warehouse and run with a greater --text-bytes; "
                                + WarehouseColumn.MOST_TEXT_BYTES + " is the most there is.");
            }
        }
    }

    private static List<WarehouseColumn> texts(List<WarehouseColumn> columns) {
        return columns.stream().filter(WarehouseColumn::isText).toList();
    }
}
