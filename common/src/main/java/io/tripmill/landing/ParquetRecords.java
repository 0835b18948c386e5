package io.tripmill.landing;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/**
 * The rows of a Parquet file, one row group in memory at a time. Not Spark's reader: that one knows neither the number of a row nor
 * which file of many it could not read, and ends the task instead.
 */
final class ParquetRecords implements LandedRecords {
    private final LandedFile file;
    private final ParquetFileReader reader;
    private final MessageType schema;
    private Optional<RecordReader<Group>> rowGroup = Optional.empty();
    private long rowsLeftInGroup;
    private long position;

    private ParquetRecords(LandedFile file, ParquetFileReader reader) {
        this.file = file;
        this.reader = reader;
        this.schema = reader.getFileMetaData().getSchema();
    }

    /** Reads the footer. */
    static ParquetRecords open(LandedFile file, StoredFile stored) throws IOException {
        return new ParquetRecords(
                file,
                ParquetFileReader.open(
                        stored.parquet(),
                        HadoopReadOptions.builder(stored.hadoop())
                                // Where the writer left checksums, a flipped bit is a broken page and not a position.
                                .usePageChecksumVerification(true)
                                .withCodecFactory(new PageCodecs(stored.hadoop()))
                                .build()));
    }

    @Override
    public Optional<List<String>> columns() {
        return Optional.of(ParquetValues.columns(schema));
    }

    @Override
    public Optional<LandedRecord> next() throws IOException {
        while (rowsLeftInGroup == 0) {
            PageReadStore pages = reader.readNextRowGroup();
            if (pages == null) {
                return Optional.empty();
            }
            rowsLeftInGroup = pages.getRowCount();
            rowGroup = Optional.of(
                    new ColumnIOFactory().getColumnIO(schema).getRecordReader(pages, new GroupRecordConverter(schema)));
        }
        rowsLeftInGroup--;
        position++;
        Group row = rowGroup.orElseThrow().read();
        return Optional.of(LandedRecord.read(
                file,
                position,
                () -> Shortening.cut(JsonObjects.write(ParquetValues.nested(row)), TextLines.LONGEST_BYTES),
                path -> ParquetValues.at(row, path)));
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
