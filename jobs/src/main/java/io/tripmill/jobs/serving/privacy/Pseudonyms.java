package io.tripmill.jobs.serving.privacy;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Names in place of identifiers: the same for one identifier within one period and one consumer, and not to be linked across periods or
 * consumers without the key.
 */
public record Pseudonyms(PseudonymKey key, Rotation rotation, String consumer) {
    private static final int BYTES_SHOWN = 16;

    public Pseudonyms {
        requireNonNull(key, "key");
        requireNonNull(rotation, "rotation");
        requireNonNull(consumer, "consumer");
    }

    /**
     * The pseudonym of an identifier, 32 hexadecimal digits.
     *
     * @param kind what is identified, such as {@code device_id}: equal identifiers of two kinds get different pseudonyms
     * @param date the service date of the row
     */
    public String of(String kind, String identifier, LocalDate date) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (String part : new String[] {consumer, kind, rotation.period(date), identifier}) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            message.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            message.writeBytes(bytes);
        }
        return HexFormat.of().formatHex(Arrays.copyOf(key.sign(message.toByteArray()), BYTES_SHOWN));
    }
}
