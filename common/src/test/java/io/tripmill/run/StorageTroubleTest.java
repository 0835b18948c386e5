package io.tripmill.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;

class StorageTroubleTest {
    private static final String REMEDY = "Look again.";

    @Test
    void theReasonIsFoundInTheChainOfCauses() {
        Exception refused = new IOException("HEAD on key", new RuntimeException(new ConnectException("refused")));
        assertThat(StorageTrouble.of(refused, REMEDY).reason()).isEqualTo("its server does not answer: refused.");
        Exception denied = new IOException("403", new AccessDeniedException("s3://b/k", null, "a long story"));
        assertThat(StorageTrouble.of(denied, REMEDY).reason()).isEqualTo("access is denied.");
        assertThat(StorageTrouble.of(new UnknownStoreException("404"), REMEDY).reason())
                .isEqualTo("there is no such bucket.");
    }

    @Test
    void theInnermostCauseSaysWhyAServerIsSilent() {
        Exception refused =
                new ConnectException("getFileStatus on s3://b/k: a.long.ClassName: a long story: Connection refused");
        refused.initCause(new RuntimeException("a long story", new ConnectException("Connection refused")));
        assertThat(StorageTrouble.of(refused, REMEDY).reason())
                .isEqualTo("its server does not answer: Connection refused.");
    }

    @Test
    void aFailureThatNoPlaceWasGivenForNamesItsOwn() {
        Exception denied = new RuntimeException(new IOException(new AccessDeniedException("s3://b/k", null, "403")));
        assertThat(Causes.failure(denied).getMessage())
                .startsWith("[T-UNREADABLE] Storage failed at 's3://b/k': access is denied.");
    }

    @Test
    void anUnknownReasonKeepsItsWordsAndTheCallersRemedy() {
        assertThat(StorageTrouble.of(new IOException("the disk is on fire"), REMEDY))
                .isEqualTo(new StorageTrouble("the disk is on fire.", REMEDY));
    }

    /** S3A's exception of this name may be missing on a class path, so it is known by its name. */
    private static final class UnknownStoreException extends IOException {
        private static final long serialVersionUID = 1L;

        private UnknownStoreException(String message) {
            super(message);
        }
    }
}
