package io.tripmill.jobs.local.privacy;

/**
 * Something that a consumer knows and should not.
 *
 * @param attack by which it is found out
 * @param what is known
 */
public record Finding(String attack, String what) {}
