package io.tripmill.jobs.trips.trajectory;

/** Whose time line it is, and how it is read. */
record Device(TrajectoryOptions options, String providerId, String deviceId, RowIds ids) {
    static Device of(TrajectoryOptions options, String providerId, String deviceId) {
        return new Device(options, providerId, deviceId, new RowIds(providerId, deviceId, options.paramsHash()));
    }
}
