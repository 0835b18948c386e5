package io.tripmill.jobs.local.city;

/**
 * A parked vehicle.
 *
 * @param place where it is parked
 * @param spot where exactly
 * @param everyMs milliseconds between heartbeats; {@link Activity#NEVER} for a device that is silent while parked
 * @param asleepMs when heartbeats end
 */
record Stand(Place place, Spot spot, long startMs, long endMs, long everyMs, long asleepMs) implements Activity {
    private static final double JITTER = 0.02;

    @Override
    public long firstReportMs(Dice dice) {
        return nextReportMs(startMs, dice);
    }

    @Override
    public long nextReportMs(long lastMs, Dice dice) {
        if (everyMs == NEVER) {
            return NEVER;
        }
        long nextMs = lastMs + (long) (everyMs * dice.between(1 - JITTER, 1 + JITTER));
        return nextMs < Math.min(endMs, asleepMs) ? nextMs : NEVER;
    }

    @Override
    public Moment at(long epochMs) {
        return new Moment(spot, 0, 0, true);
    }

    @Override
    public String vehicleState() {
        return "available";
    }
}
