package io.tripmill.quality.measure;

import io.tripmill.quality.plan.FileEntry;
import io.tripmill.quality.plan.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** Files as rules ask for them, on any file system that Hadoop knows. */
record StoredFiles(Configuration hadoop) {
    private static final int CHUNK_BYTES = 1 << 16;

    /** The file, or all files under the folder; hidden ones, by a dot or a low line, are left out. */
    List<FileEntry> under(String place) {
        Path path = new Path(place);
        List<FileEntry> files = new ArrayList<>();
        try {
            FileSystem storage = path.getFileSystem(hadoop);
            RemoteIterator<LocatedFileStatus> found = storage.listFiles(path, true);
            while (found.hasNext()) {
                LocatedFileStatus file = found.next();
                String name = file.getPath().getName();
                if (!name.startsWith(".") && !name.startsWith("_")) {
                    files.add(new FileEntry(
                            file.getPath().toString(),
                            name,
                            file.getLen(),
                            Instant.ofEpochMilli(file.getModificationTime())));
                }
            }
        } catch (IOException e) {
            throw new Refusal("the files under " + place + " can't be listed: " + e.getMessage(), e);
        }
        return files;
    }

    /** The hash of a file's content, in small hexadecimal digits. */
    String hash(FileEntry file, String algorithm) {
        Path path = new Path(file.uri());
        try (InputStream content = path.getFileSystem(hadoop).open(path)) {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            byte[] chunk = new byte[CHUNK_BYTES];
            for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
                digest.update(chunk, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new Refusal(file.uri() + " can't be read: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new Refusal("there is no hash algorithm " + algorithm, e);
        }
    }
}
