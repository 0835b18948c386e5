package io.tripmill.landing;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutionException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;

/** A landed file as its file system has it now. */
final class StoredFile {
    private final FileSystem fileSystem;
    private final FileStatus status;
    private final Configuration hadoop;

    private StoredFile(FileSystem fileSystem, FileStatus status, Configuration hadoop) {
        this.fileSystem = fileSystem;
        this.status = status;
        this.hadoop = hadoop;
    }

    /**
     * Finds the file, and makes sure that it is still the one that was listed: a file that was written again since then would be
     * recorded as consumed under a length and time that are not its own.
     */
    static StoredFile find(LandedFile file, Configuration hadoop) throws IOException {
        Path path = new Path(file.uri());
        FileSystem stored = path.getFileSystem(hadoop);
        // Hadoop's checksums beside local files are another program's business, and its names for them allow no colon.
        FileSystem fileSystem =
                stored instanceof ChecksumFileSystem checksummed ? checksummed.getRawFileSystem() : stored;
        FileStatus status = fileSystem.getFileStatus(path);
        // Object stores give milliseconds when listing and seconds when asked for one object.
        long listedSecond = Math.floorDiv(file.modifiedMicros(), 1_000_000L);
        long storedSecond = Math.floorDiv(status.getModificationTime(), 1_000L);
        if (status.getLen() != file.lengthBytes() || storedSecond != listedSecond) {
            throw new IOException("it has changed since it was listed");
        }
        return new StoredFile(fileSystem, status, hadoop);
    }

    /** The text, decompressed by the suffix of the file's name. */
    InputStream openText() throws IOException {
        // Hadoop's own codec wants native libraries of Hadoop that not every machine has; Spark brings those of this
        // one.
        boolean isZstd = status.getPath().getName().endsWith(".zst");
        CompressionCodec codec = isZstd ? null : new CompressionCodecFactory(hadoop).getCodec(status.getPath());
        FSDataInputStream stored = openBytes();
        if (!isZstd && codec == null) {
            return stored;
        }
        try {
            return codec == null ? new ZstdInputStreamNoFinalizer(stored) : codec.createInputStream(stored);
        } catch (IOException | RuntimeException e) {
            stored.close();
            throw e;
        }
    }

    InputFile parquet() throws IOException {
        return HadoopInputFile.fromStatus(status, hadoop);
    }

    Configuration hadoop() {
        return hadoop;
    }

    /** With the status at hand, which saves object stores a request and lets them notice a change while reading. */
    private FSDataInputStream openBytes() throws IOException {
        try {
            return fileSystem
                    .openFile(status.getPath())
                    .withFileStatus(status)
                    .build()
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while opening", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }
}
