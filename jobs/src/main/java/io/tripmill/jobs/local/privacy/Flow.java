package io.tripmill.jobs.local.privacy;

/** Trips from one cell to another; nothing is said of how many. */
public record Flow(String origin, String destination) {
    @Override
    public String toString() {
        return origin + " to " + destination;
    }
}
