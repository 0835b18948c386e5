package io.tripmill.bench.fleet;

/** Numbers that look random and depend on nothing but what they are thrown for: the finaliser of SplitMix64. */
final class Dice {
    private Dice() {}

    static long mixed(long seed, long first, long second) {
        return mixed(mixed(mixed(seed) ^ first) ^ second);
    }

    /** Uniform in [0, bound). */
    static int below(int bound, long roll) {
        return (int) Math.floorMod(roll >>> 8, (long) bound);
    }

    /** Uniform in [0, 1). */
    static double fraction(long roll) {
        return (roll >>> 11) * 0x1.0p-53;
    }

    static long mixed(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
