package io.tripmill.jobs.trips.trajectory;

import io.tripmill.geo.Haversine;

/** A whole set of rules, of which the thresholds are the part that can be set one by one. */
public enum Preset {
    /** Tripmill's own rules. */
    DEFAULT(Haversine.EARTH_RADIUS_M) {
        @Override
        StayRule stayRule() {
            return new LastInside();
        }

        @Override
        TripRule tripRule() {
            return new BetweenLongStays();
        }
    },

    /** Those of trackintel, to equal its answers row by row. */
    TRACKINTEL(Haversine.TRACKINTEL_RADIUS_M) {
        @Override
        StayRule stayRule() {
            return new FirstOutside();
        }

        @Override
        TripRule tripRule() {
            return new BetweenActivities();
        }
    };

    private final double earthRadiusM;

    Preset(double earthRadiusM) {
        this.earthRadiusM = earthRadiusM;
    }

    double earthRadiusM() {
        return earthRadiusM;
    }

    /** Whether a run is cut at service-day boundaries. */
    boolean cutsAtBoundaries() {
        return this == DEFAULT;
    }

    /** Whether a flagged ping is left out of stays, legs and geometry. */
    boolean leavesOutTeleports() {
        return this == DEFAULT;
    }

    /** Whether trips may be found by the vehicle's state or the provider's ids instead of this preset's own rule. */
    boolean takesTripSources() {
        return this == DEFAULT;
    }

    abstract StayRule stayRule();

    abstract TripRule tripRule();
}
