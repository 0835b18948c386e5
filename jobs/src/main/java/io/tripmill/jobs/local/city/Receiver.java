package io.tripmill.jobs.local.city;

/** A satellite receiver: some metres beside the truth, and now and then somewhere else. */
final class Receiver {
    private static final double TELEPORT_SHARE = 1.0 / 1500;
    private static final double NEAREST_TELEPORT_M = 5_000;
    private static final double FARTHEST_TELEPORT_M = 60_000;
    private static final double CANYON_SHARE = 0.06;

    private final Dice dice;
    private long teleports;
    private double errorM = 3;

    Receiver(Dice dice) {
        this.dice = dice;
    }

    /** Where the receiver believes to be. */
    Spot measure(Spot truth) {
        if (dice.chance(TELEPORT_SHARE)) {
            teleports++;
            return truth.shifted(farOff(), farOff());
        }
        errorM = dice.chance(CANYON_SHARE) ? dice.between(8.0, 16.0) : dice.between(2.0, 5.0);
        return truth.shifted(dice.bell() * errorM, dice.bell() * errorM);
    }

    /** What it believes its error to be, metres. */
    double accuracyM() {
        return errorM * 1.5;
    }

    int satellites() {
        return errorM > 6 ? 4 + dice.below(4) : 8 + dice.below(8);
    }

    /** How often it was somewhere else. */
    long teleports() {
        return teleports;
    }

    private double farOff() {
        double metres = dice.between(NEAREST_TELEPORT_M, FARTHEST_TELEPORT_M);
        return dice.chance(0.5) ? metres : -metres;
    }
}
