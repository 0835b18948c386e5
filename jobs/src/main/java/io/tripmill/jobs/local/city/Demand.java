package io.tripmill.jobs.local.city;

import java.util.List;

/**
 * How often a vehicle that stands at the kerb is taken.
 *
 * @param weekday times an hour, for each {@link PartOfDay}
 * @param weekend the same on Saturday and Sunday
 */
record Demand(List<Double> weekday, List<Double> weekend) {
    private static final long STEP_MS = 15 * 60_000L;
    private static final double STEPS_PER_HOUR = 4;

    Demand {
        weekday = List.copyOf(weekday);
        weekend = List.copyOf(weekend);
    }

    /** When the vehicle is taken that is free from an instant on; follows the local clock through the hours. */
    long takenAtMs(long freeFromMs, LocalClock clock, Dice dice) {
        double patience = dice.patience();
        long atMs = freeFromMs;
        while (true) {
            double expected = timesPerHour(atMs, clock) / STEPS_PER_HOUR;
            if (patience <= expected) {
                return atMs + (long) (STEP_MS * (patience / expected));
            }
            patience -= expected;
            atMs += STEP_MS;
        }
    }

    private double timesPerHour(long epochMs, LocalClock clock) {
        List<Double> rates = clock.isWeekend(epochMs) ? weekend : weekday;
        return rates.get(clock.partOfDay(epochMs).index());
    }
}
