package io.tripmill.landing;

import java.io.Closeable;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The rows of several files, one file after the other: a row for each record, then one for the file's end. */
final class LandedRows implements Iterator<Row>, Closeable {
    private final Iterator<LandedFile> files;
    private final Function<LandedFile, FileReading> opening;
    private final RecordParser parser;
    private Optional<FileReading> current = Optional.empty();

    LandedRows(Iterator<LandedFile> files, Function<LandedFile, FileReading> opening, RecordParser parser) {
        this.files = files;
        this.opening = opening;
        this.parser = parser;
    }

    @Override
    public boolean hasNext() {
        return current.isPresent() || files.hasNext();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        FileReading reading = current.orElseGet(() -> opening.apply(files.next()));
        current = Optional.of(reading);
        String sourceFile = reading.file().uri();
        Optional<LandedRecord> record = reading.next();
        if (record.isPresent()) {
            Row row = parser.parse(record.get());
            reading.judged(parser.acceptedOn(row));
            return RowFactory.create(row, null, sourceFile);
        }
        Row end = reading.end().row();
        close();
        return RowFactory.create(null, end, sourceFile);
    }

    /** Closes the file that is being read, if any. */
    @Override
    public void close() {
        current.ifPresent(FileReading::close);
        current = Optional.empty();
    }
}
