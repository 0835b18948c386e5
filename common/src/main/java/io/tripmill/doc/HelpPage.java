package io.tripmill.doc;

import io.tripmill.job.CommonParams;
import io.tripmill.job.JobSpec;
import io.tripmill.job.Param;
import io.tripmill.schema.Table;
import java.util.List;
import java.util.stream.Collectors;

/** What a job is and accepts, as plain text for a terminal. */
public final class HelpPage {
    private static final int WIDTH = 100;

    private HelpPage() {}

    /** One line for each job. */
    public static String catalog(List<JobSpec> specs) {
        int widest = specs.stream().mapToInt(spec -> spec.name().length()).max().orElse(0);
        return specs.stream()
                .map(spec -> spec.name() + " ".repeat(widest - spec.name().length()) + "  " + spec.sentence())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** Everything about one job. */
    public static String of(JobSpec spec) {
        StringBuilder page = new StringBuilder();
        page.append(spec.name()).append(": ").append(spec.sentence()).append("\n\n");
        page.append("  tripmill run ").append(spec.name());
        spec.params().stream()
                .filter(Param::isRequired)
                .forEach(param ->
                        page.append(" --").append(param.name()).append(' ').append(param.form()));
        page.append(" [--name value ...]\n\n");
        tables(page, "reads", spec.reads());
        tables(page, "reads, if there", spec.mayRead());
        tables(page, "writes", spec.writes());
        page.append("\nparameters\n");
        spec.takes().forEach(param -> parameter(page, param));
        page.append("\nparameters of every job\n");
        CommonParams.ALL.forEach(param -> parameter(page, param));
        return page.toString();
    }

    /** Everything about a local command that is not a job. */
    public static String ofCommand(String name, String sentence, List<Param<?>> params) {
        StringBuilder page = new StringBuilder();
        page.append(name)
                .append(": ")
                .append(sentence)
                .append("\n\n  tripmill ")
                .append(name);
        params.stream()
                .filter(Param::isRequired)
                .forEach(param ->
                        page.append(" --").append(param.name()).append(' ').append(param.form()));
        page.append(" [--name value ...]\n\nparameters\n");
        params.forEach(param -> parameter(page, param));
        return page.toString();
    }

    private static void tables(StringBuilder page, String verb, List<Table> tables) {
        if (!tables.isEmpty()) {
            page.append(verb)
                    .append(": ")
                    .append(tables.stream().map(Table::name).collect(Collectors.joining(", ")))
                    .append('\n');
        }
    }

    private static <T> void parameter(StringBuilder page, Param<T> param) {
        page.append("  --")
                .append(param.name())
                .append(' ')
                .append(param.form())
                .append('\n');
        page.append(wrapped(param.meaning() + " " + ParamText.whenLeftOut(param), "      "));
    }

    private static String wrapped(String text, String indent) {
        StringBuilder lines = new StringBuilder();
        StringBuilder line = new StringBuilder(indent);
        for (String word : text.strip().split(" +", -1)) {
            if (line.length() > indent.length() && line.length() + 1 + word.length() > WIDTH) {
                lines.append(line).append('\n');
                line = new StringBuilder(indent);
            }
            line.append(line.length() > indent.length() ? " " : "").append(word);
        }
        return lines.append(line).append('\n').toString();
    }
}
