package io.tripmill.jobs.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** How rows are printed. Times are ISO in UTC, doubles as {@link Double#toString}. */
enum RowFormat {
    /** Aligned columns for people. */
    TABLE {
        @Override
        void print(List<String> names, Iterator<Row> rows, PrintStream out) {
            List<List<String>> lines = new ArrayList<>();
            rows.forEachRemaining(row -> lines.add(cells(names, row)));
            AlignedTable.print(names, lines, out);
        }
    },
    /** RFC 4180 with a header; null is empty, arrays are joined by {@code |}. */
    CSV {
        @Override
        void print(List<String> names, Iterator<Row> rows, PrintStream out) {
            out.println(names.stream().map(RowFormat::quoted).collect(Collectors.joining(",")));
            rows.forEachRemaining(row -> out.println(
                    cells(names, row).stream().map(RowFormat::quoted).collect(Collectors.joining(","))));
        }
    },
    /** One object a line. */
    JSON {
        @Override
        void print(List<String> names, Iterator<Row> rows, PrintStream out) {
            ObjectMapper mapper = new ObjectMapper();
            rows.forEachRemaining(row -> {
                ObjectNode object = mapper.createObjectNode();
                for (String name : names) {
                    put(object, name, row.getAs(name));
                }
                out.println(object);
            });
        }
    };

    /** Prints these columns of the rows. */
    abstract void print(List<String> names, Iterator<Row> rows, PrintStream out);

    /** The values of these columns as text; null is empty, arrays are joined by {@code |}. */
    static List<String> cells(List<String> names, Row row) {
        List<String> cells = new ArrayList<>();
        for (String name : names) {
            int index = row.fieldIndex(name);
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
