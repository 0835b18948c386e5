package io.tripmill.quality;

import static org.apache.spark.sql.functions.col;

import io.tripmill.testkit.TextTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The documented decisions on what rules mean, read from their Markdown. */
final class SemanticsTable {
    private static final Pattern FENCE = Pattern.compile("(?:The dataset `(\\w+)`:\\s*)?```\n(.*?)```", Pattern.DOTALL);

    private SemanticsTable() {}

    /**
     * Rows and the decisions about them.
     *
     * @param others further datasets by alias
     */
    record Section(String title, String data, Map<String, String> others, List<Line> lines) {}

    /** One decision. */
    record Line(String decision, String rule, String outcome, String breaks) {}

    static List<Section> read() {
        List<Section> sections = new ArrayList<>();
        String[] parts = text().split("(?m)^## ");
        for (String part : Arrays.asList(parts).subList(1, parts.length)) {
            String data = "";
            Map<String, String> others = new LinkedHashMap<>();
            Matcher fence = FENCE.matcher(part);
            while (fence.find()) {
                if (fence.group(1) == null) {
                    data = fence.group(2);
                } else {
                    others.put(fence.group(1), fence.group(2));
                }
            }
            List<Line> lines = FENCE.matcher(part)
                    .replaceAll("")
                    .lines()
                    .filter(line ->
                            line.startsWith("| ") && !line.startsWith("| ---") && !line.startsWith("| decision"))
                    .map(SemanticsTable::line)
                    .toList();
            sections.add(new Section(part.lines().findFirst().orElseThrow(), data, others, lines));
        }
        return sections;
    }

    private static Line line(String line) {
        List<String> cells = Arrays.stream(line.split("(?<!\\\\)\\|", -1))
                .map(String::strip)
                .filter(cell -> !cell.isEmpty())
                .map(cell -> cell.replace("\\|", "|"))
                .toList();
        String rule = cells.get(1);
        return new Line(cells.get(0), rule.substring(1, rule.length() - 1), cells.get(2), cells.get(3));
    }

    /** The rows of a table whose header names each column and its type. */
    static Dataset<Row> rows(SparkSession spark, String data) {
        List<String> header = Arrays.stream(
                        data.lines().findFirst().orElseThrow().split("\\|"))
                .map(String::strip)
                .toList();
        StructType texts = new StructType();
        List<Column> typed = new ArrayList<>();
        for (String column : header) {
            String[] nameAndType = column.split(" ", 2);
            texts = texts.add(nameAndType[0], DataTypes.StringType);
            typed.add(col(nameAndType[0]).cast(nameAndType[1]));
        }
        String names = header.stream().map(column -> column.split(" ", 2)[0]).collect(Collectors.joining(" | "));
        String body = data.lines().skip(1).collect(Collectors.joining("\n"));
        return TextTable.rows(spark, texts, names + "\n" + body).select(typed.toArray(Column[]::new));
    }

    private static String text() {
        try (InputStream file = Quality.class.getResourceAsStream("semantics.md")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
