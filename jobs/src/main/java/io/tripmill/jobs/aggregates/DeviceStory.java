package io.tripmill.jobs.aggregates;

import java.util.List;

/**
 * What is known of one device. The lists are in order of time; sessions do not overlap each other, nor do stays, but trips of the
 * provider may.
 *
 * @param trips those that count
 * @param otherTrips those that are open or short
 */
record DeviceStory(
        String providerId,
        String deviceId,
        List<Heard> sessions,
        List<Span> trips,
        List<Span> otherTrips,
        List<Span> stays) {
    DeviceStory {
        sessions = List.copyOf(sessions);
        trips = List.copyOf(trips);
        otherTrips = List.copyOf(otherTrips);
        stays = List.copyOf(stays);
    }
}
