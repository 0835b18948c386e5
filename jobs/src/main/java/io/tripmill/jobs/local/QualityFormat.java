package io.tripmill.jobs.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the outcomes of rules are printed. */
enum QualityFormat {
    /** Aligned lines for people, and a sentence. */
    TABLE {
        @Override
        void print(TriedRules tried, PrintStream out) {
            List<List<String>> lines = tried.rules().stream()
                    .map(rule -> List.of(
                            rule.outcome().outcome(),
                            rule.outcome().rule(),
                            rule.quarantines().isPresent()
                                    ? String.format(
                                            Locale.ROOT,
                                            "%,d",
                                            rule.quarantines().getAsLong())
                                    : "-",
                            metrics(rule),
                            rule.note()))
                    .toList();
            AlignedTable.print(List.of("outcome", "rule", "quarantines", "metrics", "note"), lines, WIDEST, out);
            out.println(tried.summary());
        }
    },
    /** One object a rule, and one for all of them. */
    JSON {
        @Override
        void print(TriedRules tried, PrintStream out) {
            ObjectMapper mapper = new ObjectMapper();
            for (TriedRules.Tried rule : tried.rules()) {
                ObjectNode object = mapper.createObjectNode();
                object.put("rule", rule.outcome().rule());
                object.put("outcome", rule.outcome().outcome());
                object.put("failure_reason", rule.outcome().failureReason().orElse(null));
                object.set("metrics", mapper.valueToTree(rule.outcome().evaluatedMetrics()));
                if (rule.quarantines().isPresent()) {
                    object.put("quarantines", rule.quarantines().getAsLong());
                } else {
                    object.putNull("quarantines");
                }
                object.put("quarantines_none_because", rule.objection().orElse(null));
                out.println(object);
            }
            ObjectNode all = mapper.createObjectNode();
            all.put("rules", tried.rules().size());
            all.put("passed", tried.passed());
            all.put("rows", tried.rows());
            all.put("rows_quarantined", tried.quarantined());
            out.println(all);
        }
    };

    /** Rules may be long; metrics are abbreviated, and notes follow last. */
    private static final List<Integer> WIDEST = List.of(10, 90, 20, 60, Integer.MAX_VALUE);

    private static final int SHOWN_DIGITS = 6;

    abstract void print(TriedRules tried, PrintStream out);

    /** Without the words that every name begins with, and with as many digits as people read. */
    private static String metrics(TriedRules.Tried rule) {
        return rule.outcome().evaluatedMetrics().entrySet().stream()
                .map(metric -> metric.getKey().replaceFirst("^(Column|Multicolumn|Dataset\\.\\*)\\.", "") + "="
                        + number(metric.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String number(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value)
                        .round(new MathContext(SHOWN_DIGITS))
                        .stripTrailingZeros()
                        .toPlainString()
                : Double.toString(value);
    }
}
