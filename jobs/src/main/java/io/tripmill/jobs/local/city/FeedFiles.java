package io.tripmill.jobs.local.city;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tripmill.jobs.pings.RefusalReason;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of one feed: one folder for each hour of arrival, in UTC, dated as of the end of the hour. Counts what it writes, for
 * the ingest to be compared with.
 */
final class FeedFiles implements AutoCloseable {
    private static final long HOUR_MS = 3_600_000;

    /** A large city's hour becomes several files, to be read by several tasks. */
    private static final long LARGEST_FILE_BYTES = 64 * 1024 * 1024;

    private static final DateTimeFormatter HOUR_FOLDER = DateTimeFormatter.ofPattern("uuuu/MM/dd/HH", Locale.ROOT);

    private final Feed feed;
    private final ZoneId zone;
    private final CityFolder folder;
    private final Map<RefusalReason, Long> brokenByReason = new EnumMap<>(RefusalReason.class);
    private final Map<Upload.Kind, Long> recordsByKind = new EnumMap<>(Upload.Kind.class);
    private long files;
    private long bytes;
    private long late;
    private long nextFlaw;

    private @Nullable OutputStream out;
    private String path = "";
    private long hour;
    private int part;
    private long fileBytes;

    FeedFiles(Feed feed, ZoneId zone, CityFolder folder) {
        this.feed = feed;
        this.zone = zone;
        this.folder = folder;
    }

    /** Appends a record; records come in the order of their arrival. */
    void append(Upload upload) throws IOException {
        String line = feed.lines().line(upload.fix(), upload.arrivalMs(), zone);
        byte[] record;
        if (upload.kind() == Upload.Kind.SPOILT) {
            Flaw flaw = nextFlaw();
            record = flaw.spoil(line);
            flaw.reasons().forEach(reason -> brokenByReason.merge(reason, 1L, Long::sum));
        } else {
            record = line.getBytes(UTF_8);
        }
        recordsByKind.merge(upload.kind(), 1L, Long::sum);
        if (upload.kind() == Upload.Kind.FIRST && upload.isLate()) {
            late++;
        }
        OutputStream file = fileOf(upload.arrivalMs());
        file.write(record);
        file.write('\n');
        fileBytes += record.length + 1;
    }

    /** Closes the last file. */
    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
            out = null;
            folder.date(path, (hour + 1) * HOUR_MS);
            bytes += fileBytes;
        }
    }

    Feed feed() {
        return feed;
    }

    long files() {
        return files;
    }

    /** In closed files. */
    long bytes() {
        return bytes;
    }

    long records(Upload.Kind kind) {
        return recordsByKind.getOrDefault(kind, 0L);
    }

    /** Of the good records, those that arrived more than an hour after they were measured. */
    long late() {
        return late;
    }

    /** Broken records by reason, in the order of the reasons; one record may have several. */
    Map<RefusalReason, Long> brokenByReason() {
        return new EnumMap<>(brokenByReason);
    }

    private Flaw nextFlaw() {
        Flaw flaw = feed.flaws().get((int) (nextFlaw % feed.flaws().size()));
        boolean isFirstRound = nextFlaw < feed.flaws().size();
        nextFlaw++;
        return flaw.isRare() && !isFirstRound ? nextFlaw() : flaw;
    }

    private OutputStream fileOf(long arrivalMs) throws IOException {
        long hourOfArrival = Math.floorDiv(arrivalMs, HOUR_MS);
        if (out != null && hourOfArrival == hour && fileBytes < LARGEST_FILE_BYTES) {
            return out;
        }
        close();
        part = hourOfArrival == hour ? part + 1 : 0;
        hour = hourOfArrival;
        ZonedDateTime start = Instant.ofEpochMilli(hour * HOUR_MS).atZone(ZoneOffset.UTC);
        path = feed.folder() + "/" + HOUR_FOLDER.format(start) + "/part-" + part + "." + feed.suffix();
        OutputStream opened = folder.create(path);
        out = opened;
        files++;
        byte[] header = feed.lines().header().getBytes(UTF_8);
        opened.write(header);
        fileBytes = header.length;
        return opened;
    }
}
