package io.tripmill.jobs.trips.trajectory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Ids of the rows of one device: the first 16 bytes, in lower-case hexadecimal, of SHA-256 over these bytes, one after the other:
 *
 * <ol>
 *   <li>the kind, {@code session}, {@code stay}, {@code trip} or {@code provider_trip}, as a string
 *   <li>the provider id, as a string
 *   <li>the device id, as a string
 *   <li>the row's own start in microseconds since 1970-01-01T00:00:00Z, as 8 bytes, big-endian; of a provider trip after the
 *       provider's id of it, as a string
 *   <li>the params hash, as a string
 * </ol>
 *
 * <p>A string is its length in bytes, as 4 bytes, big-endian, followed by its bytes in UTF-8. So an id depends on nothing but
 * what the row is, and a row that is computed again is found again.
 */
final class RowIds {
    private static final int ID_BYTES = 16;

    private final MessageDigest digest = Sha256.create();
    private final byte[] providerId;
    private final byte[] deviceId;
    private final byte[] paramsHash;

    RowIds(String providerId, String deviceId, String paramsHash) {
        this.providerId = lengthPrefixed(providerId);
        this.deviceId = lengthPrefixed(deviceId);
        this.paramsHash = lengthPrefixed(paramsHash);
    }

    String session(long startUs) {
        return id(Kind.SESSION, startUs);
    }

    String stay(long startUs) {
        return id(Kind.STAY, startUs);
    }

    String trip(long startUs) {
        return id(Kind.TRIP, startUs);
    }

    /** Of a trip that the provider tells: several may start together. */
    String providerTrip(String tripId, long startUs) {
        byte[] name = lengthPrefixed(tripId);
        return id(
                Kind.PROVIDER_TRIP,
                ByteBuffer.allocate(name.length + Long.BYTES)
                        .put(name)
                        .putLong(startUs)
                        .array());
    }

    private String id(Kind kind, long startUs) {
        return id(kind, ByteBuffer.allocate(Long.BYTES).putLong(startUs).array());
    }

    private String id(Kind kind, byte[] own) {
        digest.update(kind.bytes);
        digest.update(providerId);
        digest.update(deviceId);
        digest.update(own);
        digest.update(paramsHash);
        return HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
    }

    private static byte[] lengthPrefixed(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + utf8.length)
                .putInt(utf8.length)
                .put(utf8)
                .array();
    }

    private enum Kind {
        SESSION("session"),
        STAY("stay"),
        TRIP("trip"),
        PROVIDER_TRIP("provider_trip");

        @SuppressWarnings("ImmutableEnumChecker") // never handed out
        private final byte[] bytes;

        Kind(String name) {
            this.bytes = lengthPrefixed(name);
        }
    }
}
