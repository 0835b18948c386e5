package io.tripmill.quality.plan;

import io.tripmill.quality.dqdl.DateCondition;
import io.tripmill.quality.dqdl.DateOperand;
import io.tripmill.quality.dqdl.Leaf;
import io.tripmill.quality.dqdl.Operator;
import io.tripmill.quality.dqdl.Size;
import io.tripmill.quality.dqdl.SizeCondition;
import io.tripmill.quality.dqdl.StringCondition;
import io.tripmill.quality.dqdl.StringOperand;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Rules on files as such: those under a path, or those that the dataset is read from. */
record FileRules(Frame frame, Leaf leaf) {

    /** Files must have been modified when the condition says. */
    Check freshness() {
        if (!(leaf.condition().orElseThrow() instanceof DateCondition condition)) {
            throw new Refusal("FileFreshness takes dates");
        }
        ZoneId zone = leaf.tag("timeZone").map(ZoneId::of).orElseGet(frame::zone);
        List<Long> limits = condition.operands().stream()
                .map(operand -> moment(operand, zone).toEpochMilli())
                .toList();
        return share(
                "FileFreshness",
                file -> holds(condition.operator(), file.modified().toEpochMilli(), limits));
    }

    private Instant moment(DateOperand operand, ZoneId zone) {
        boolean asksForNow = !(operand instanceof DateOperand.Day || operand instanceof DateOperand.Moment);
        LocalDateTime now = asksForNow
                ? LocalDateTime.ofInstant(frame.now().atZone(frame.zone()).toInstant(), zone)
                : LocalDateTime.MIN;
        return operand.at(now)
                .orElseThrow(() -> new Refusal("a file always has a time"))
                .atZone(zone)
                .toInstant();
    }

    /** Files must have the length that the condition says. */
    Check size() {
        if (!(leaf.condition().orElseThrow() instanceof SizeCondition condition)) {
            throw new Refusal("FileSize takes sizes");
        }
        List<Long> limits = condition.operands().stream().map(Size::bytes).toList();
        return share("FileSize", file -> holds(condition.operator(), file.bytes(), limits));
    }

    private static boolean holds(Operator operator, long value, List<Long> limits) {
        long first = limits.get(0);
        return switch (operator) {
            case EQUAL, IN -> limits.contains(value);
            case NOT_EQUAL, NOT_IN -> !limits.contains(value);
            case GREATER -> value > first;
            case GREATER_OR_EQUAL -> value >= first;
            case LESS -> value < first;
            case LESS_OR_EQUAL -> value <= first;
            case BETWEEN -> value > first && value < limits.get(1);
            case NOT_BETWEEN -> value <= first || value >= limits.get(1);
            case MATCHES, NOT_MATCHES -> throw new Refusal("a number does not match a regular expression");
        };
    }

    private Check share(String name, Predicate<FileEntry> holds) {
        Optional<Demand> threshold = leaf.threshold().map(demand -> new Demand(demand, OperandValue.NO_HISTORY));
        return new Check(
                measured -> {
                    List<FileEntry> files = files(measured, leaf.parameters().isEmpty() ? "" : leaf.parameter(0));
                    List<FileEntry> broken =
                            files.stream().filter(holds.negate()).toList();
                    double share = (double) (files.size() - broken.size()) / files.size();
                    Map<String, Double> metrics = Map.of(Metric.ofDataset(name + ".Compliance"), share);
                    return threshold.map(demand -> demand.admits(share)).orElse(broken.isEmpty())
                            ? Verdict.passed(metrics)
                            : Verdict.failed(
                                    broken.size() + " of " + files.size() + " files do not hold, such as "
                                            + broken.get(0).uri(),
                                    metrics);
                },
                Optional.empty());
    }

    /** The share of the files whose content no other of them has. */
    Check uniqueness() {
        Metric metric = Metric.of(Metric.ofDataset("FileUniqueness"), measured -> {
            List<FileEntry> files = files(measured, leaf.parameters().isEmpty() ? "" : leaf.parameter(0));
            Map<String, Integer> times = new HashMap<>();
            files.forEach(file -> times.merge(identity(measured, file), 1, Integer::sum));
            return Metrics.share(times.values().stream().filter(n -> n == 1).count(), files.size());
        });
        return new MetricRules(frame, leaf).demand(metric, Optional.empty());
    }

    /** The files of two places have the same contents, or those of one place are all listed. */
    Check match() {
        return new Check(
                measured -> {
                    Set<String> first = identities(measured, leaf.parameters().isEmpty() ? "" : leaf.parameter(0));
                    Set<String> expected =
                            leaf.parameters().size() > 1 ? identities(measured, leaf.parameter(1)) : listed();
                    boolean mustBeSame = leaf.parameters().size() > 1;
                    boolean matches = mustBeSame ? first.equals(expected) : expected.containsAll(first);
                    return matches ? Verdict.passed(Map.of()) : Verdict.failed("the files do not match", Map.of());
                },
                Optional.empty());
    }

    private Set<String> listed() {
        if (!(leaf.condition().orElseThrow() instanceof StringCondition condition)
                || !(condition.operator() == Operator.IN || condition.operator() == Operator.EQUAL)) {
            throw new Refusal("FileMatch takes a list of texts");
        }
        Set<String> listed = new HashSet<>();
        for (StringOperand operand : condition.values()) {
            listed.add(operand instanceof StringOperand.Quoted quoted ? quoted.text() : operand.toString());
        }
        return listed;
    }

    private Set<String> identities(Measured measured, String path) {
        Set<String> identities = new HashSet<>();
        files(measured, path).forEach(file -> identities.add(identity(measured, file)));
        return identities;
    }

    /** What makes a file the same as another: its content, or its name. */
    private String identity(Measured measured, FileEntry file) {
        return leaf.tag("matchFileName").filter("true"::equalsIgnoreCase).isPresent()
                ? file.name()
                : measured.hash(file, leaf.tag("hashAlgorithm").orElse("MD5"));
    }

    /** The files of a rule, of which there must be at least one. */
    private List<FileEntry> files(Measured measured, String path) {
        List<String> places = path.isEmpty() ? List.of(frame.rows().inputFiles()) : List.of(path);
        Stream<FileEntry> all = places.stream().flatMap(place -> measured.files(place).stream());
        List<FileEntry> files = new FileFilters(leaf).of(all);
        if (files.isEmpty()) {
            throw new Refusal("there are no files" + (path.isEmpty() ? "" : " under " + path));
        }
        return files;
    }
}
