package io.tripmill.testkit.wrong.landing;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Allowed: landing files are parsed where they are read. */
final class ReadsThroughHadoop {
    private ReadsThroughHadoop() {}

    static InputStream open(Path file) throws IOException {
        return file.getFileSystem(new Configuration()).open(file);
    }
}
