package io.tripmill.landing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;

/**
 * One pass over one file. Whatever is wrong with the file ends the pass and is told by {@link #end}; only the wish to stop the task
 * is thrown on.
 */
final class FileReading implements Closeable {
    private final LandedFile file;
    private final LandingFormat format;
    private final Configuration hadoop;
    private final RecordParser parser;
    private Optional<LandedRecords> records = Optional.empty();
    private Optional<FileEnd.Failure> failure = Optional.empty();
    private boolean isOpened;
    private long count;
    private long refused;
    private final Set<LocalDate> serviceDates = new HashSet<>();

    FileReading(LandedFile file, LandingFormat format, Configuration hadoop, RecordParser parser) {
        this.file = file;
        this.format = format;
        this.hadoop = hadoop;
        this.parser = parser;
    }

    LandedFile file() {
        return file;
    }

    /** The next record; empty at the end of the file, or where it can't be read any further. */
    Optional<LandedRecord> next() {
        Optional<LandedRecord> record = read();
        if (record.isPresent()) {
            count++;
        }
        return record;
    }

    /** Takes down what became of the record that {@link #next} gave last. */
    void judged(Optional<LocalDate> acceptedOn) {
        if (acceptedOn.isPresent()) {
            serviceDates.add(acceptedOn.get());
        } else {
            refused++;
        }
    }

    /** How the pass ended; of use once {@link #next} gave nothing. */
    FileEnd end() {
        return new FileEnd(file.uri(), count, refused, serviceDates, failure);
    }

    @Override
    public void close() {
        try {
            if (records.isPresent()) {
                records.get().close();
            }
        } catch (IOException | RuntimeException e) {
            // All that was wanted of the file has been read, or its failure is known already.
            rethrowIfStopped(e);
        }
    }

    private Optional<LandedRecord> read() {
        if (!isOpened) {
            isOpened = true;
            open();
            // Outside of what catches: a parser that throws is a bug of ours, not a broken file.
            records.flatMap(LandedRecords::columns)
                    .flatMap(parser::problemWithColumns)
                    .ifPresent(message -> failure = Optional.of(new FileEnd.Failure(Landing.MAPPING, message)));
        }
        if (failure.isPresent() || records.isEmpty()) {
            return Optional.empty();
        }
        try {
            return records.get().next();
        } catch (IOException | RuntimeException e) {
            fail(e);
            return Optional.empty();
        }
    }

    private void open() {
        try {
            records = Optional.of(LandedRecords.open(file, format, hadoop));
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    /** Readers of broken files throw all kinds of runtime exceptions: out of bounds, illegal argument, decoding. */
    private void fail(Exception e) {
        rethrowIfStopped(e);
        failure = Optional.of(new FileEnd.Failure(Landing.UNREADABLE, sentence(e)));
    }

    private static void rethrowIfStopped(Exception e) {
        TaskContext task = TaskContext.get();
        boolean isStopped = Thread.currentThread().isInterrupted() || (task != null && task.isInterrupted());
        for (Throwable cause = e; cause != null && !isStopped; cause = cause.getCause()) {
            // A time-out is called an interrupt by its class, but nobody interrupted.
            isStopped = cause instanceof InterruptedException
                    || cause instanceof ClosedByInterruptException
                    || (cause instanceof InterruptedIOException && !(cause instanceof SocketTimeoutException));
        }
        if (isStopped) {
            throw new IllegalStateException("the task was stopped while it read a landing file", e);
        }
    }

    /** The reason as a sentence on one line: the innermost message, which names the trouble itself. */
    private static String sentence(Exception e) {
        Throwable innermost = e;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage() == null
                ? ""
                : innermost.getMessage().strip().replaceAll("\\s+", " ");
        // A word alone, such as the name of a host, says nothing without the kind of trouble.
        String whole = message.indexOf(' ') < 0 ? innermost.getClass().getSimpleName() + ": " + message : message;
        return Shortening.cut(whole, 300) + (whole.endsWith(".") ? "" : ".");
    }
}
