package io.tripmill.jobs.local.city;

/** What a vehicle does for a while: it stands or it drives. */
sealed interface Activity permits Stand, Drive {
    /** Stands for: the device does not report any more. */
    long NEVER = Long.MAX_VALUE;

    /** When the activity ends, milliseconds since 1970 UTC. */
    long endMs();

    /** When the device reports first, {@link #NEVER} if not at all. */
    long firstReportMs(Dice dice);

    /** When the device reports after an earlier report, {@link #NEVER} if not any more. */
    long nextReportMs(long lastMs, Dice dice);

    /** How the vehicle is; asked with ascending times. */
    Moment at(long epochMs);

    /** As MDS names it. */
    String vehicleState();
}
