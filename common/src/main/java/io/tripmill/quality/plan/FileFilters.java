package io.tripmill.quality.plan;

import io.tripmill.quality.dqdl.Leaf;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which files a rule is about, by its tags. The newest come first. */
record FileFilters(Leaf leaf) {
    /** As Glue, if the rule does not say otherwise. */
    private static final String ORDER = "recentFiles,uriRegex";

    List<FileEntry> of(Stream<FileEntry> all) {
        List<FileEntry> files = all.sorted(Comparator.comparing(FileEntry::modified)
                        .thenComparing(FileEntry::uri)
                        .reversed())
                .toList();
        String order = leaf.tag("filterOrder").orElse("") + "," + ORDER;
        for (String filter : Arrays.stream(order.split(",")).distinct().toList()) {
            files = switch (filter) {
                case "recentFiles" -> newest(files);
                case "uriRegex" -> matching(files);
                default -> files;
            };
        }
        return files;
    }

    private List<FileEntry> newest(List<FileEntry> files) {
        int most = leaf.tag("recentFiles").map(FileFilters::count).orElse(files.size());
        return files.subList(0, Math.min(most, files.size()));
    }

    /** A pattern is looked for anywhere in the URI; one that begins by ruling something out is about the whole URI. */
    private List<FileEntry> matching(List<FileEntry> files) {
        if (leaf.tag("uriRegex").isEmpty()) {
            return files;
        }
        String regex = leaf.tag("uriRegex").orElseThrow();
        Pattern pattern = Pattern.compile(regex.startsWith("(?!") ? new RegexText(regex, false).whole() : regex);
        return files.stream().filter(file -> pattern.matcher(file.uri()).find()).toList();
    }

    private static int count(String text) {
        try {
            return new BigDecimal(text).intValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new Refusal("recentFiles takes a whole number, not " + text, e);
        }
    }
}
