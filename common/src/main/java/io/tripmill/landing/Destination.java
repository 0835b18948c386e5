package io.tripmill.landing;

import static java.util.Objects.requireNonNull;

/**
 * A place of the landing zone.
 *
 * @param bucket its name
 * @param prefix what keys of objects there begin with, such as {@code telemetry/acme/2026/03/01/06/}
 */
public record Destination(String bucket, String prefix) {
    public Destination {
        requireNonNull(bucket, "bucket");
        requireNonNull(prefix, "prefix");
    }
}
