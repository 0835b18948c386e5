package io.tripmill.jobs.local.privacy;

/**
 * Trips of an hour from one cell to another, as finely as the lake counts; nothing is said of how many.
 *
 * @param hour on the clock of the lake's zone, with its offset
 */
public record Flow(String hour, String origin, String destination) {
    @Override
    public String toString() {
        return hour + ": " + origin + " to " + destination;
    }
}
