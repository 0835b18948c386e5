package io.tripmill.landing;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** JSON lines: each line that is not blank is one record. */
final class JsonRecords implements LandedRecords {
    private final LandedFile file;
    private final TextLines lines;

    JsonRecords(LandedFile file, TextLines lines) {
        this.file = file;
        this.lines = lines;
    }

    @Override
    public Optional<List<String>> columns() {
        return Optional.empty();
    }

    @Override
    public Optional<LandedRecord> next() throws IOException {
        Optional<TextLine> line = lines.next();
        while (line.isPresent() && line.get().isBlank()) {
            line = lines.next();
        }
        return line.map(this::record);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private LandedRecord record(TextLine line) {
        if (line.problem().isPresent()) {
            return LandedRecord.refused(
                    file, line.number(), line.text(), line.problem().get());
        }
        try {
            LandedValue.Nested object = JsonObjects.read(line.text());
            return LandedRecord.read(file, line.number(), line::text, object::at);
        } catch (JsonObjects.NotOneObject e) {
            RecordProblem problem = new RecordProblem(RecordProblem.Kind.MALFORMED_JSON, e.sentence());
            return LandedRecord.refused(file, line.number(), line.text(), problem);
        }
    }
}
