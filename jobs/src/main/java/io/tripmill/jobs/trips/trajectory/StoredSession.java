package io.tripmill.jobs.trips.trajectory;

/**
 * What a session computed earlier says of itself.
 *
 * @param startUs its first ping, microseconds since 1970-01-01T00:00:00Z
 * @param endUs its last ping, microseconds since 1970-01-01T00:00:00Z
 * @param startsInCut whether a service-day boundary, not a silence, precedes its first ping
 * @param endsInCut whether a service-day boundary, not a silence, follows its last ping
 */
public record StoredSession(long startUs, long endUs, boolean startsInCut, boolean endsInCut) {
    public StoredSession {
        if (endUs < startUs) {
            throw new IllegalArgumentException("a session ends at " + endUs + " before it starts at " + startUs);
        }
    }
}
