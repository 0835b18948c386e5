package io.tripmill.run;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.security.AccessControlException;

/**
 * What a failure of storage means to whoever gave the URI. The messages of S3A are the names of classes, the request's number and the
 * same reason twice; they stay in the log as the cause.
 *
 * @param reason a clause that follows "can't be read:"
 * @param remedy what to do about it
 */
record StorageTrouble(String reason, String remedy) {
    /** S3A may be missing on a class path, so its exceptions, and those of the SDK below, are known by name. */
    private static final Set<String> NO_BUCKET = Set.of("UnknownStoreException", "NoSuchBucketException");

    private static final Set<String> TOO_SLOW =
            Set.of("ConnectTimeoutException", "AWSApiCallTimeoutException", "ApiCallAttemptTimeoutException");

    /** Reads the chain of causes. */
    static StorageTrouble of(Throwable thrown, String remedy) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            Optional<StorageTrouble> known = known(cause);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return new StorageTrouble(Causes.sentence(thrown), remedy);
    }

    /** What the failure names as the file or object that it is about; S3A tells of some with the key alone, and of some not at all. */
    static Optional<String> place(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof FileSystemException named && named.getFile() != null) {
                return Optional.of(named.getFile());
            }
        }
        return Optional.empty();
    }

    private static Optional<StorageTrouble> known(Throwable cause) {
        String type = cause.getClass().getSimpleName();
        if (NO_BUCKET.contains(type)) {
            return Optional.of(new StorageTrouble(
                    "there is no such bucket.", "Check the bucket's name, the region and the endpoint."));
        }
        if (cause instanceof AccessDeniedException || cause instanceof AccessControlException) {
            return Optional.of(new StorageTrouble(
                    "access is denied.",
                    "Check the credentials, and that they may list, read, write and delete there."));
        }
        if (cause instanceof SocketException
                || cause instanceof UnknownHostException
                || cause instanceof SocketTimeoutException
                || TOO_SLOW.contains(type)) {
            return Optional.of(new StorageTrouble(
                    "its server does not answer: " + Causes.sentence(Causes.root(cause)),
                    "Check the network, the endpoint and the region; then run again."));
        }
        return Optional.empty();
    }
}
