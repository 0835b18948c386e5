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
