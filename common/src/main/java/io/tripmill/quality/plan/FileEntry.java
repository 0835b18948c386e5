package io.tripmill.quality.plan;

import java.time.Instant;

/**
 * A file that a rule is about.
 *
 * @param uri where it is
 * @param name the last part of its path
 */
public record FileEntry(String uri, String name, long bytes, Instant modified) {}
