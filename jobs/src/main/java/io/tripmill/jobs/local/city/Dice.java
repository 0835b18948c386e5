package io.tripmill.jobs.local.city;

/** Dice of our own (SplitMix64): a seed means the same throws on every Java and for good. */
final class Dice {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    /** Dice for one purpose, so that a change in one part of the city throws nothing else over. */
    static Dice of(long seed, String purpose, long number) {
        long mixed = mix(seed + STEP);
        for (int i = 0; i < purpose.length(); i++) {
            mixed = mix(mixed + STEP * purpose.charAt(i));
        }
        return new Dice(mix(mixed + STEP * number));
    }

    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    private long next() {
        state += STEP;
        return mix(state);
    }

    /** From 0 on, below 1. */
    double fraction() {
        return (next() >>> 11) * 0x1p-53;
    }

    double between(double from, double to) {
        return from + (to - from) * fraction();
    }

    long between(long from, long to) {
        return from + (long) ((to - from) * fraction());
    }

    /** From 0 on, below a bound. */
    int below(int bound) {
        return (int) (fraction() * bound);
    }

    boolean chance(double probability) {
        return fraction() < probability;
    }

    /** Like a normal distribution of mean 0 and deviation 1, but never beyond 3.5, and without a logarithm. */
    double bell() {
        double sum = fraction() + fraction() + fraction() + fraction();
        return (sum - 2) * StrictMath.sqrt(3);
    }

    /** An exponential distribution of mean 1: how long to wait for what comes at random. */
    double patience() {
        return -StrictMath.log(1 - fraction());
    }
}
