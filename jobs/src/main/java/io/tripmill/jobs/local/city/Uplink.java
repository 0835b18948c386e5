package io.tripmill.jobs.local.city;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The radio link of one device: seconds of delay, hours without a network, repeats, and now and then a broken record. */
final class Uplink {
    private static final long HOUR_MS = 3_600_000;
    private static final double DAYS_BETWEEN_OUTAGES = 10;
    private static final double LONG_OUTAGE_SHARE = 0.4;
    private static final double COPY_SHARE = 0.003;
    private static final double NEAR_COPY_SHARE = 0.002;

    private final Dice dice;
    private final double spoiltShare;
    private final PriorityQueue<Queued> queue =
            new PriorityQueue<>(Comparator.comparingLong(Queued::arrivalMs).thenComparingLong(Queued::number));
    private long number;
    private long outageFromMs;
    private long outageUntilMs;

    private record Queued(Upload upload, long number) {
        long arrivalMs() {
            return upload.arrivalMs();
        }
    }

    Uplink(Vehicle vehicle, CityPlan plan) {
        this.dice = Dice.of(plan.seed(), "uplink of " + vehicle.deviceId(), 0);
        this.spoiltShare = vehicle.fleet().badge().feed().spoiltShare();
        this.outageUntilMs = plan.startMs();
        planOutage();
    }

    /** Takes a measurement in; measurements come in the order of their times. */
    void send(Fix fix) {
        while (fix.timeMs() >= outageUntilMs) {
            planOutage();
        }
        long sentMs = fix.timeMs() < outageFromMs ? fix.timeMs() : outageUntilMs;
        long arrivalMs = sentMs + dice.between(900L, 9_000L);
        if (dice.chance(spoiltShare)) {
            queue(new Upload(fix, arrivalMs, Upload.Kind.SPOILT));
            return;
        }
        queue(new Upload(fix, arrivalMs, Upload.Kind.FIRST));
        if (dice.chance(COPY_SHARE)) {
            queue(new Upload(fix, copyArrivalMs(arrivalMs, arrivalMs), Upload.Kind.COPY));
        }
        if (dice.chance(NEAR_COPY_SHARE)) {
            Fix near = fix.withAccuracy(fix.accuracyM() * (dice.chance(0.5) ? 0.5 : 2));
            queue(new Upload(near, copyArrivalMs(arrivalMs, arrivalMs + 2_000), Upload.Kind.COPY));
        }
    }

    /** Gives out what arrives before an instant, in the order of arrival. */
    List<Upload> arrivedBefore(long untilMs) {
        List<Upload> arrived = new ArrayList<>();
        Queued first = queue.peek();
        while (first != null && first.arrivalMs() < untilMs) {
            arrived.add(first.upload());
            queue.remove();
            first = queue.peek();
        }
        return arrived;
    }

    /** Whether nothing is on its way. */
    boolean isIdle() {
        return queue.isEmpty();
    }

    private void queue(Upload upload) {
        queue.add(new Queued(upload, number++));
    }

    /** Half of the copies come at once, the others hours later. */
    private long copyArrivalMs(long arrivalMs, long atOnceMs) {
        return dice.chance(0.5) ? atOnceMs : arrivalMs + dice.between(HOUR_MS, 30 * HOUR_MS);
    }

    private void planOutage() {
        outageFromMs = outageUntilMs + (long) (dice.patience() * DAYS_BETWEEN_OUTAGES * 24 * HOUR_MS);
        boolean isLong = dice.chance(LONG_OUTAGE_SHARE);
        outageUntilMs = outageFromMs
                + (isLong ? dice.between(6 * HOUR_MS, 30 * HOUR_MS) : dice.between(HOUR_MS / 2, 6 * HOUR_MS));
    }
}
