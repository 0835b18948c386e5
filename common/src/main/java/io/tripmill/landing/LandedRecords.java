package io.tripmill.landing;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * The records of one file, in order, read as they are asked for. Any exception while opening or reading means that the file can't
 * be read to its end; what a record holds never causes one.
 */
public interface LandedRecords extends Closeable {

    /** Opens a file and reads as far as its columns. */
    static LandedRecords open(LandedFile file, LandingFormat format, Configuration hadoop) throws IOException {
        StoredFile stored = StoredFile.find(file, hadoop);
        return switch (format) {
            case JSON -> new JsonRecords(file, new TextLines(stored.openText()));
            case KINESIS_JSON -> new JsonRecords(file, new TextLines(new DeaggregatedText(stored.openText())));
            case CSV -> CsvRecords.open(file, new TextLines(stored.openText()));
            case PARQUET -> ParquetRecords.open(file, stored);
            case GTFS_RT -> GtfsRealtimeRecords.open(file, stored);
            case GPX -> GpxRecords.open(file, stored.openText());
            case NMEA -> new NmeaRecords(file, new TextLines(stored.openText()));
            case MDS -> new MdsRecords(file, JsonDocuments.of(stored.openText()));
            case GBFS -> GbfsRecords.open(file, stored);
        };
    }

    /** The names of the columns; empty for formats that declare none, and for a CSV file without any line. */
    Optional<List<String>> columns();

    /** The next record; empty at the end of the file. */
    Optional<LandedRecord> next() throws IOException;
}
