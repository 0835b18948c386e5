package io.tripmill.jobs.trips.trajectory;

/**
 * Receives what a time line turns into: for each session the session, then its stays, then its trips, each in time order.
 * Trips that the provider tells come after all sessions.
 */
public interface Movements {
    void session(SessionRecord session);

    void stay(StayRecord stay);

    void trip(TripRecord trip);
}
