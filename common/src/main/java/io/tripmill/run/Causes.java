package io.tripmill.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.delta.exceptions.DeltaConcurrentModificationException;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.RunFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.SparkThrowable;

/** Turns whatever was thrown into a failure with a code. */
public final class Causes {
    private static final List<String> DAMAGE = List.of(
            "DELTA_FILE_NOT_FOUND",
            "DELTA_LOG_FILE_NOT_FOUND",
            "DELTA_STATE_RECOVER_ERROR",
            "DELTA_TRUNCATED_TRANSACTION_LOG",
            "DELTA_VERSIONS_NOT_CONTIGUOUS",
            "FAILED_READ_FILE.FILE_NOT_EXIST");

    private Causes() {}

    /** The failure that a throwable stands for; its own if it carries one. */
    public static RunFailure failure(Throwable thrown) {
        Optional<RunFailure> own = find(thrown, RunFailure.class);
        if (own.isPresent()) {
            return own.get();
        }
        if (find(thrown, DeltaConcurrentModificationException.class).isPresent()) {
            return new RunFailure(
                    ErrorCode.CONFLICT,
                    "Another run wrote to the same table at the same time: " + sentence(thrown),
                    "Run again; what this run had not committed is not stored.",
                    thrown);
        }
        Optional<Throwable> damage = find(thrown, Causes::isDamage);
        if (damage.isPresent()) {
            return new RunFailure(
                    ErrorCode.TABLE_DAMAGED,
                    "A stored table has lost a part of its log or of its files: " + sentence(damage.get()),
                    ErrorCode.TABLE_DAMAGED.action(),
                    thrown);
        }
        Optional<IOException> ofStorage = find(thrown, IOException.class);
        if (ofStorage.isPresent()) {
            StorageTrouble trouble = StorageTrouble.of(
                    ofStorage.get(), "Check the rights, the network and the space left; then run again.");
            String place = StorageTrouble.place(ofStorage.get())
                    .map(name -> " at '" + name + "'")
                    .orElse("");
            return new RunFailure(
                    ErrorCode.UNREADABLE, "Storage failed" + place + ": " + trouble.reason(), trouble.remedy(), thrown);
        }
        return new RunFailure(
                ErrorCode.INTERNAL,
                "Unexpected " + root(thrown).getClass().getSimpleName() + ": " + sentence(root(thrown)),
                "Report it with the log.",
                thrown);
    }

    /** The first line of a throwable's message, closed with a full stop. */
    public static String sentence(Throwable thrown) {
        String message = thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
        String line = message.strip().lines().findFirst().orElse("").strip();
        String shortened = line.length() <= 500 ? line : line.substring(0, 500) + "...";
        return shortened.endsWith(".") ? shortened : shortened + ".";
    }

    /** What Delta and Spark throw over a table's log or files; JSON of users is read where a message of its own is made. */
    private static boolean isDamage(Throwable cause) {
        return cause instanceof JsonProcessingException
                || (cause instanceof FileNotFoundException && sentence(cause).matches(".*(\\.parquet|/_delta_log/).*"))
                || (cause instanceof SparkThrowable spark
                        && spark.getErrorClass() != null
                        && DAMAGE.stream().anyMatch(spark.getErrorClass()::startsWith));
    }

    private static Optional<Throwable> find(Throwable thrown, Predicate<Throwable> condition) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (condition.test(cause)) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }

    private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }

    /** The innermost cause. */
    static Throwable root(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
