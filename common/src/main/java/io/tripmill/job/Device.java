package io.tripmill.job;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** One device of one provider, as the tables name it; its text does not tell which. */
public record Device(String providerId, String deviceId) {
    private static final int TOLD_BYTES = 8;

    public Device {
        requireNonNull(providerId, "providerId");
        requireNonNull(deviceId, "deviceId");
        if (providerId.isBlank() || deviceId.isBlank()) {
            throw new IllegalArgumentException("a device has a provider_id and a device_id");
        }
    }

    /** The beginning of a SHA-256 over provider_id, a line feed and device_id, hexadecimal: by it who knows the ids finds the run. */
    @Override
    public String toString() {
        byte[] ids = (providerId + "\n" + deviceId).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(ids), 0, TOLD_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
