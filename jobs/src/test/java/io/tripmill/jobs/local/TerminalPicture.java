package io.tripmill.jobs.local;

import java.util.List;
import java.util.Locale;

/** What a terminal shows, as a picture of text that can be selected and read aloud. */
record TerminalPicture(String title, List<String> lines) {
    private static final double COLUMN_PX = 7.83;
    private static final int LINE_PX = 18;
    private static final int MARGIN_PX = 16;
    private static final int BAR_PX = 28;

    TerminalPicture {
        lines = List.copyOf(lines);
    }

    String svg() {
        int columns = lines.stream().mapToInt(String::length).max().orElse(0);
        int width = (int) Math.ceil(columns * COLUMN_PX) + 2 * MARGIN_PX;
        int height = lines.size() * LINE_PX + 2 * MARGIN_PX + BAR_PX;
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-labelledby="title">
                <title id="title">%s</title>
                <rect width="%d" height="%d" rx="8" fill="#17202b"/>
                <circle cx="20" cy="16" r="5" fill="#5b6b7c"/><circle cx="36" cy="16" r="5" fill="#5b6b7c"/><circle cx="52" cy="16" r="5" fill="#5b6b7c"/>
                <g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="13" fill="#dfe7ef">
                """, width, height, width, height, escaped(title), width, height));
        int y = BAR_PX + MARGIN_PX;
        for (String line : lines) {
            String colour = line.startsWith("$ ") ? " fill=\"#8fd6ff\"" : "";
            svg.append(String.format(
                    Locale.ROOT, "<text x=\"%d\" y=\"%d\"%s>%s</text>%n", MARGIN_PX, y, colour, escaped(line)));
            y += LINE_PX;
        }
        return svg.append("</g>\n</svg>\n").toString();
    }

    /** Spaces that follow each other are one in SVG, unless they are of the kind that is not broken. */
    private static String escaped(String text) {
        return text.replace(' ', '\u00a0')
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
