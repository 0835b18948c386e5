package io.tripmill.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;

/** A folder of landing files for tests. Every file is modified at one instant, so that rows can be literal. */
public record LandingFolder(Path folder) {
    public static final Instant MODIFIED = Instant.parse("2026-03-01T12:00:00Z");

    /** One for all: making it reads files of Hadoop. */
    private static final Configuration HADOOP = new Configuration();

    public LandedFile write(String name, String text) {
        return write(name, text.getBytes(UTF_8));
    }

    public LandedFile write(String name, byte[] bytes) {
        try {
            Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return listed(name);
    }

    /** The file of this name, which somebody else wrote, as a listing of the folder shows it. */
    public LandedFile listed(String name) {
        Path file = folder.resolve(name);
        try {
            Files.setLastModifiedTime(file, FileTime.from(MODIFIED));
            return new LandedFile("file:" + file, Files.size(file), MODIFIED.getEpochSecond() * 1_000_000L);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] gzipped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** All records of a file, read without Spark. */
    public static List<LandedRecord> records(LandedFile file, LandingFormat format) throws IOException {
        List<LandedRecord> all = new ArrayList<>();
        try (LandedRecords records = LandedRecords.open(file, format, HADOOP)) {
            Optional<LandedRecord> next = records.next();
            while (next.isPresent()) {
                all.add(next.get());
                next = records.next();
            }
        }
        return all;
    }
}
