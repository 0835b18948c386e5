package io.tripmill.run;

import io.delta.exceptions.DeltaConcurrentModificationException;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.RunFailure;
import java.io.IOException;
import java.util.Optional;

/** Turns whatever was thrown into a failure with a code. */
public final class Causes {
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
