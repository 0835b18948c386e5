package io.tripmill.bench.fleet;

/**
 * What one device does in one half hour: it leaves home, stands somewhere, comes back and stands there; or is switched off. Every
 * half hour is a round of its own, so it can be computed without the ones before.
 *
 * @param standsFromMs when the first leg ends, since the half hour began
 * @param leavesAtMs when the second leg begins
 * @param homeAtMs when the second leg ends
 * @param outageFromMs when nothing is sent for a while; beyond the half hour if never
 * @param outageMs how long; exactly five minutes is the longest silence that ends no trip
 */
record HalfHour(
        boolean isSilent,
        int standsFromMs,
        int leavesAtMs,
        int homeAtMs,
        int outageFromMs,
        int outageMs,
        double radiusDeg,
        double bearing,
        double speedMps) {

    static final int LENGTH_MS = 1_800_000;

    private static final double METRES_A_DEGREE = 111_195;

    static HalfHour of(long seed, int device, long number) {
        long roll = Dice.mixed(seed, device, number);
        int kind = Dice.below(100, roll);
        long more = Dice.mixed(roll);
        int minute = 60_000;
        int standsFrom = (4 + Dice.below(8, more)) * minute;
        int stand = standMs(kind, Dice.mixed(more));
        int homeAt = kind < 55 ? LENGTH_MS - (2 + Dice.below(8, Dice.mixed(more + 1))) * minute : LENGTH_MS;
        if (kind >= 24 && kind < 32) {
            standsFrom = 0;
            stand = LENGTH_MS;
            homeAt = LENGTH_MS;
        }
        int leavesAt = Math.min(standsFrom + stand, LENGTH_MS);
        double speed = 4 + 11 * Dice.fraction(Dice.mixed(more + 2));
        double drivenS = (standsFrom + Math.max(0, homeAt - leavesAt)) / 1000.0;
        boolean hasOutage = Dice.below(100, Dice.mixed(more + 3)) < 6;
        int outageFrom = hasOutage ? (10 + Dice.below(10, Dice.mixed(more + 4))) * minute : Integer.MAX_VALUE;
        int outage = hasOutage ? (Dice.below(2, Dice.mixed(more + 5)) == 0 ? 300_000 : 360_000) : 0;
        return new HalfHour(
                kind < 24,
                standsFrom,
                leavesAt,
                Math.max(homeAt, leavesAt),
                outageFrom,
                outage,
                speed * drivenS / (2 * StrictMath.PI) / METRES_A_DEGREE,
                2 * StrictMath.PI * Dice.fraction(Dice.mixed(more + 6)),
                speed);
    }

    /** Lights of a minute or two, exactly three minutes, a millisecond more, or longer. */
    private static int standMs(int kind, long roll) {
        if (kind < 70) {
            return 180_000 + Dice.below(500, roll) * 1000;
        }
        if (kind < 80) {
            return 180_000 + Dice.below(2, roll);
        }
        return 30_000 + Dice.below(120, roll) * 1000;
    }

    boolean isSending(int ms) {
        // Sends when the outage begins and again when it ends.
        return !isSilent && (ms <= outageFromMs || ms - outageMs >= outageFromMs);
    }

    boolean isMoving(int ms) {
        return ms < standsFromMs || (ms >= leavesAtMs && ms < homeAtMs);
    }

    /** How far round, in radians. */
    double angle(int ms) {
        int driven = Math.min(ms, standsFromMs) + Math.max(0, Math.min(ms, homeAtMs) - leavesAtMs);
        int whole = standsFromMs + homeAtMs - leavesAtMs;
        return whole == 0 ? 0 : 2 * StrictMath.PI * driven / whole;
    }
}
