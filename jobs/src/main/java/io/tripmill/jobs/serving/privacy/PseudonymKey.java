package io.tripmill.jobs.serving.privacy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret of pseudonyms. It prints as nothing, so that no log or report can hold it. */
public final class PseudonymKey {
    /** As long as the output of the hash: a shorter key would be the weakest part. */
    public static final int SHORTEST_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec secret;

    private PseudonymKey(byte[] secret) {
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    /**
     * The key that a text holds, blanks around it left out.
     *
     * @throws IllegalArgumentException if it is shorter than {@link #SHORTEST_BYTES}; the message does not repeat it
     */
    public static PseudonymKey of(String text) {
        byte[] bytes = text.strip().getBytes(StandardCharsets.UTF_8);
        if (bytes.length < SHORTEST_BYTES) {
            throw new IllegalArgumentException(
                    "the key has " + bytes.length + " bytes, but must have at least " + SHORTEST_BYTES);
        }
        return new PseudonymKey(bytes);
    }

    /** The HMAC-SHA-256 of a message. */
    byte[] sign(byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "PseudonymKey[hidden]";
    }
}
