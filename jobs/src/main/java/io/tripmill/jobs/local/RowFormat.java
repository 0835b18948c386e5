package io.tripmill.jobs.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.schema.Field;
import io.tripmill.schema.Table;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** How rows are printed. Times are ISO in UTC, doubles as {@link Double#toString}. */
enum RowFormat {
    /** Aligned columns for people; a long cell shows its beginning. */
    TABLE {
        @Override
        void print(Table table, Iterator<Row> rows, PrintStream out) {
            List<List<String>> lines = new ArrayList<>();
            lines.add(table.fields().stream().map(Field::name).toList());
            rows.forEachRemaining(row -> lines.add(
                    cells(table, row).stream().map(RowFormat::forPeople).toList()));
            int[] widths = new int[table.fields().size()];
            lines.forEach(line -> {
                for (int i = 0; i < widths.length; i++) {
                    widths[i] = Math.max(widths[i], line.get(i).length());
                }
            });
            lines.forEach(line -> {
                StringBuilder text = new StringBuilder();
                for (int i = 0; i < widths.length; i++) {
                    text.append(i == 0 ? "" : " | ")
                            .append(line.get(i))
                            .append(" ".repeat(widths[i] - line.get(i).length()));
                }
                out.println(text.toString().stripTrailing());
            });
        }
    },
    /** RFC 4180 with a header; null is empty, arrays are joined by {@code |}. */
    CSV {
        @Override
        void print(Table table, Iterator<Row> rows, PrintStream out) {
            out.println(table.fields().stream().map(Field::name).collect(Collectors.joining(",")));
            rows.forEachRemaining(row -> out.println(
                    cells(table, row).stream().map(RowFormat::quoted).collect(Collectors.joining(","))));
        }
    },
    /** One object a line. */
    JSON {
        @Override
        void print(Table table, Iterator<Row> rows, PrintStream out) {
            ObjectMapper mapper = new ObjectMapper();
            rows.forEachRemaining(row -> {
                ObjectNode object = mapper.createObjectNode();
                for (Field field : table.fields()) {
                    put(object, field.name(), row.getAs(field.name()));
                }
                out.println(object);
            });
        }
    };

    private static final int WIDEST_CELL = 40;

    abstract void print(Table table, Iterator<Row> rows, PrintStream out);

    private static List<String> cells(Table table, Row row) {
        List<String> cells = new ArrayList<>();
        for (Field field : table.fields()) {
            int index = row.fieldIndex(field.name());
            Object value = row.isNullAt(index) ? null : row.get(index);
            cells.add(
                    value instanceof scala.collection.Seq<?>
                            ? row.getList(index).stream().map(RowFormat::text).collect(Collectors.joining("|"))
                            : text(value));
        }
        return cells;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String forPeople(String cell) {
        String line = cell.replace("\r", "\\r").replace("\n", "\\n");
        return line.length() <= WIDEST_CELL ? line : line.substring(0, WIDEST_CELL - 3) + "...";
    }

    private static String quoted(String cell) {
        return cell.matches("(?s).*[\",\r\n].*") ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
    }

    private static void put(ObjectNode object, String name, @Nullable Object value) {
        if (value == null) {
            object.putNull(name);
        } else if (value instanceof Double number) {
            object.put(name, number);
        } else if (value instanceof Float number) {
            object.put(name, number);
        } else if (value instanceof Long number) {
            object.put(name, number);
        } else if (value instanceof Integer number) {
            object.put(name, number);
        } else if (value instanceof Boolean bool) {
            object.put(name, bool);
        } else if (value instanceof scala.collection.Seq<?> elements) {
            ArrayNode array = object.putArray(name);
            Iterator<?> iterator =
                    scala.collection.JavaConverters.seqAsJavaList(elements).iterator();
            while (iterator.hasNext()) {
                Object element = iterator.next();
                if (element instanceof Double number) {
                    array.add(number);
                } else {
                    array.add(text(element));
                }
            }
        } else {
            object.put(name, text(value));
        }
    }
}
