package io.tripmill.landing;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * CSV as RFC 4180 has it: a header line, commas, quotes with doubled quotes, line breaks inside quotes. An empty cell is nothing.
 *
 * <p>Own code, because a refused record must keep its exact text and the line it starts on, and because a file must survive an
 * unclosed quote: the libraries at hand give neither the text nor a way to go back. Where quotes are broken (not closed within
 * {@value #MOST_LINES} lines and 256 KiB, or followed by anything but a comma) the line on which the record starts is refused
 * alone and reading goes on with the next line. A record whose quotes are sound but whose cells are too few or too many is
 * refused as a whole, since the lines of its quoted cells are no records.
 */
final class CsvRecords implements LandedRecords {
    static final int MOST_LINES = 1000;

    private final LandedFile file;
    private final TextLines lines;
    private final Deque<TextLine> pushedBack = new ArrayDeque<>();
    private Optional<List<String>> columns = Optional.empty();
    private Map<String, Integer> indexByName = Map.of();

    private CsvRecords(LandedFile file, TextLines lines) {
        this.file = file;
        this.lines = lines;
    }

    /** Reads the header. A file without any line that is not blank has neither columns nor records. */
    static CsvRecords open(LandedFile file, TextLines lines) throws IOException {
        CsvRecords records = new CsvRecords(file, lines);
        try {
            records.readHeader();
            return records;
        } catch (IOException | RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    @Override
    public Optional<List<String>> columns() {
        return columns;
    }

    @Override
    public Optional<LandedRecord> next() throws IOException {
        return nextGroup().map(this::record);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** The lines of one record and its cells, or why there are none. */
    private record Group(long position, String raw, List<String> cells, Optional<RecordProblem> problem) {}

    private void readHeader() throws IOException {
        Optional<Group> header = nextGroup();
        if (header.isEmpty()) {
            return;
        }
        if (header.get().problem().isPresent()) {
            throw new IOException(
                    "its header line " + header.get().problem().get().message());
        }
        List<String> names = header.get().cells().stream().map(String::strip).toList();
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            // A column without a name can't be asked for, so any number of them does no harm.
            if (!names.get(i).isEmpty() && index.put(names.get(i), i) != null) {
                throw new IOException("its header names the column '" + names.get(i) + "' twice");
            }
        }
        columns = Optional.of(names);
        indexByName = index;
    }

    private LandedRecord record(Group group) {
        if (group.problem().isPresent()) {
            return LandedRecord.refused(
                    file, group.position(), group.raw(), group.problem().get());
        }
        int expected = columns.orElseThrow().size();
        List<String> cells = group.cells();
        if (cells.size() != expected) {
            String message = String.format(Locale.ROOT, "has %d cells, but the header has %d", cells.size(), expected);
            return LandedRecord.refused(file, group.position(), group.raw(), malformed(message));
        }
        return LandedRecord.read(file, group.position(), group::raw, path -> value(cells, path));
    }

    private LandedValue value(List<String> cells, String name) {
        Integer index = indexByName.get(name);
        if (index == null || cells.get(index).isEmpty()) {
            return LandedValue.NOTHING;
        }
        return new LandedValue.Text(cells.get(index));
    }

    private Optional<Group> nextGroup() throws IOException {
        Optional<TextLine> next = nextLine();
        while (next.isPresent() && next.get().isBlank()) {
            next = nextLine();
        }
        if (next.isEmpty()) {
            return Optional.empty();
        }
        TextLine first = next.get();
        if (first.isTooLong()) {
            return Optional.of(new Group(first.number(), first.text(), List.of(), first.problem()));
        }
        CsvCells cells = new CsvCells();
        return Optional.of(
                switch (cells.feed(first.text())) {
                    case COMPLETE -> new Group(first.number(), first.text(), cells.cells(), first.problem());
                    case MALFORMED -> brokenQuotes(first);
                    case OPEN -> groupOverLines(first, cells);
                });
    }

    private Group groupOverLines(TextLine first, CsvCells cells) throws IOException {
        List<TextLine> group = new ArrayList<>(List.of(first));
        long lengthBytes = first.lengthBytes();
        CsvCells.State state = CsvCells.State.OPEN;
        while (state == CsvCells.State.OPEN && group.size() < MOST_LINES) {
            Optional<TextLine> next = nextLine();
            if (next.isEmpty()) {
                break;
            }
            TextLine line = next.get();
            cells.feedLineBreak(group.get(group.size() - 1).lineBreak());
            group.add(line);
            lengthBytes += line.lengthBytes() + 1;
            if (lengthBytes > TextLines.LONGEST_BYTES) {
                break;
            }
            state = cells.feed(line.text());
        }
        if (state != CsvCells.State.COMPLETE) {
            for (int i = group.size() - 1; i > 0; i--) {
                pushedBack.push(group.get(i));
            }
            return brokenQuotes(first);
        }
        Optional<RecordProblem> problem =
                group.stream().flatMap(line -> line.problem().stream()).findFirst();
        return new Group(first.number(), textOf(group), cells.cells(), problem);
    }

    private static String textOf(List<TextLine> group) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < group.size(); i++) {
            text.append(group.get(i).text());
            if (i < group.size() - 1) {
                text.append(group.get(i).lineBreak());
            }
        }
        return text.toString();
    }

    private static Group brokenQuotes(TextLine line) {
        RecordProblem problem = line.problem()
                .orElseGet(() -> malformed("has a quote that is not closed, or that stands inside an unquoted cell"));
        return new Group(line.number(), line.text(), List.of(), Optional.of(problem));
    }

    private static RecordProblem malformed(String message) {
        return new RecordProblem(RecordProblem.Kind.MALFORMED_CSV, message);
    }

    private Optional<TextLine> nextLine() throws IOException {
        return pushedBack.isEmpty() ? lines.next() : Optional.of(pushedBack.pop());
    }
}
