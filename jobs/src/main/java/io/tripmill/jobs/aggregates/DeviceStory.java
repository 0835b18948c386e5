package io.tripmill.jobs.aggregates;

import java.util.List;

/**
 * What is known of one device. The lists are in order of time, and nothing in one of them overlaps.
 *
 * @param trips those that count
 */
record DeviceStory(String providerId, String deviceId, List<Heard> sessions, List<Span> trips, List<Span> stays) {
    DeviceStory {
        sessions = List.copyOf(sessions);
        trips = List.copyOf(trips);
        stays = List.copyOf(stays);
    }
}
