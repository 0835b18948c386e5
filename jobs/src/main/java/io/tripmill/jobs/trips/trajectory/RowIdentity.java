package io.tripmill.jobs.trips.trajectory;

import static java.util.Objects.requireNonNull;

/**
 * Which row this is. Of a session, id and session id are the same.
 *
 * @param id session_id, stay_id or trip_id
 * @param sessionId the session that the row lies in
 * @param paramsHash the options that made the row
 */
public record RowIdentity(String id, String sessionId, String providerId, String deviceId, String paramsHash) {
    public RowIdentity {
        requireNonNull(id, "id");
        requireNonNull(sessionId, "sessionId");
        requireNonNull(providerId, "providerId");
        requireNonNull(deviceId, "deviceId");
        requireNonNull(paramsHash, "paramsHash");
    }
}
