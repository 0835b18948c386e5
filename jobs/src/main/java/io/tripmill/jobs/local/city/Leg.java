package io.tripmill.jobs.local.city;

/**
 * A straight piece of a way.
 *
 * @param isTunnel whether no satellite is in sight there
 */
record Leg(Spot from, Spot to, boolean isTunnel) {

    double lengthM() {
        return from.metresTo(to);
    }
}
