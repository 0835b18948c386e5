package io.tripmill.doc;

import io.tripmill.job.CommonParams;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.JobSpec;
import io.tripmill.job.LandingJob;
import io.tripmill.job.Param;
import io.tripmill.schema.Field;
import io.tripmill.schema.Table;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The generated sections of the README. A section stands between {@code <!-- generated: name -->} and {@code <!-- end: name -->}.
 */
public final class ReadmeSections {
    private final Map<String, String> sections = new LinkedHashMap<>();

    /** The sections that every catalog has: jobs, parameters, tables, error codes. */
    public static ReadmeSections of(List<JobSpec> specs, List<Table> tables) {
        return new ReadmeSections()
                .with("jobs", jobs(specs))
                .with("parameters", parameters(specs))
                .with("tables", tables(tables))
                .with("errors", errors());
    }

    /** Adds a section. */
    public ReadmeSections with(String name, String markdown) {
        sections.put(name, markdown);
        return this;
    }

    /**
     * The text with every section as it should be.
     *
     * @throws IllegalArgumentException if the text lacks the markers of a section
     */
    public String writeInto(String readme) {
        String written = readme;
        for (Map.Entry<String, String> section : sections.entrySet()) {
            String begin = "<!-- generated: " + section.getKey() + " -->";
            String end = "<!-- end: " + section.getKey() + " -->";
            int from = written.indexOf(begin);
            int to = written.indexOf(end);
            if (from < 0 || to < from) {
                throw new IllegalArgumentException("the README has no section between " + begin + " and " + end);
            }
            written = written.substring(0, from + begin.length()) + "\n" + section.getValue() + written.substring(to);
        }
        return written;
    }

    /** A Markdown table; {@code |} in cells is escaped. */
    public static String table(List<String> header, List<List<String>> rows) {
        StringBuilder table = new StringBuilder();
        line(table, header);
        line(table, header.stream().map(cell -> "---").toList());
        rows.forEach(
                row -> line(table, row.stream().map(ReadmeSections::escaped).toList()));
        return table.toString();
    }

    private static void line(StringBuilder table, List<String> cells) {
        table.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String escaped(String cell) {
        return cell.replace("|", "\\|");
    }

    private static String jobs(List<JobSpec> specs) {
        return table(
                List.of("job", "what it does", "reads", "writes"),
                specs.stream()
                        .map(spec ->
                                List.of("`" + spec.name() + "`", spec.sentence(), inputs(spec), names(spec.writes())))
                        .toList());
    }

    private static String inputs(JobSpec spec) {
        if (spec.reads().isEmpty()) {
            return spec.takes().contains(LandingJob.LANDING) ? "landing files" : "what its arguments name";
        }
        return names(spec.reads());
    }

    private static String names(List<Table> tables) {
        return tables.stream().map(table -> "`" + table + "`").collect(Collectors.joining(", "));
    }

    private static String parameters(List<JobSpec> specs) {
        StringBuilder text = new StringBuilder("Every job takes:\n\n").append(parameterTable(CommonParams.ALL));
        specs.forEach(
                spec -> text.append("\n`").append(spec.name()).append("`:\n\n").append(parameterTable(spec.takes())));
        return text.toString();
    }

    private static String parameterTable(List<Param<?>> params) {
        return table(
                List.of("parameter", "value", "meaning", "left out"),
                params.stream().map(ReadmeSections::parameter).toList());
    }

    private static <T> List<String> parameter(Param<T> param) {
        String limits = param.limits().isEmpty() ? "" : " Must be " + param.limits() + ".";
        return List.of(
                "`--" + param.name() + "`",
                "`" + param.form() + "`",
                param.meaning() + limits,
                param.isRequired() ? "required" : fallback(param));
    }

    private static <T> String fallback(Param<T> param) {
        return param.fallback()
                .map(param::write)
                .filter(text -> !text.isEmpty())
                .map(text -> "`" + text + "`")
                .orElse("");
    }

    private static String tables(List<Table> tables) {
        return tables.stream()
                .map(table -> "#### " + table.name() + "\n\n" + table.grain() + "\n\n"
                        + table(
                                List.of("column", "type", "null", "meaning"),
                                table.fields().stream()
                                        .map(ReadmeSections::column)
                                        .toList()))
                .collect(Collectors.joining("\n"));
    }

    private static List<String> column(Field field) {
        return List.of(
                "`" + field.name() + "`",
                field.type().simpleString(),
                field.required() ? "never" : "maybe",
                field.meaning());
    }

    private static String errors() {
        return table(
                List.of("code", "exit", "who acts", "what happened", "what to do"),
                Arrays.stream(ErrorCode.values())
                        .map(code -> List.of(
                                "`" + code.code() + "`",
                                Integer.toString(code.exitCode()),
                                code.actor().name().toLowerCase(Locale.ROOT),
                                code.meaning(),
                                code.action()))
                        .toList());
    }
}
