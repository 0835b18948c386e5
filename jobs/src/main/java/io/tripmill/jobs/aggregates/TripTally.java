package io.tripmill.jobs.aggregates;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a group of trips comes to. Each trip is of one kind; only complete ones are measured. */
final class TripTally {
    private static final long MM_PER_M = 1000;
    private static final long US_PER_S = 1_000_000;

    private long complete;
    private long tooShort;
    private long open;
    private long ended;
    private final Set<String> devices = new HashSet<>();
    private final WholeNumbers distanceMm = new WholeNumbers();
    private final WholeNumbers durationUs = new WholeNumbers();
    private final WholeNumbers movingUs = new WholeNumbers();

    void complete(String deviceId, long mm, long us, long inMotionUs) {
        complete++;
        devices.add(deviceId);
        distanceMm.add(mm);
        durationUs.add(us);
        movingUs.add(inMotionUs);
    }

    void tooShort() {
        tooShort++;
    }

    void open() {
        open++;
    }

    /** The end of a complete trip. */
    void ended() {
        ended++;
    }

    /** Takes all trips of another group over; none is in both. */
    void addAll(TripTally other) {
        complete += other.complete;
        tooShort += other.tooShort;
        open += other.open;
        ended += other.ended;
        devices.addAll(other.devices);
        distanceMm.addAll(other.distanceMm);
        durationUs.addAll(other.durationUs);
        movingUs.addAll(other.movingUs);
    }

    /** In the order of {@link ZoneCounts#FIGURES}. */
    @Nullable
    Object[] figures() {
        return new @Nullable Object[] {
            complete,
            tooShort,
            open,
            ended,
            (long) devices.size(),
            distanceMm.total(MM_PER_M),
            distanceMm.mean(MM_PER_M),
            distanceMm.percentile(0.5, MM_PER_M),
            distanceMm.percentile(0.9, MM_PER_M),
            distanceMm.deviation(MM_PER_M),
            durationUs.total(US_PER_S),
            durationUs.mean(US_PER_S),
            durationUs.percentile(0.5, US_PER_S),
            durationUs.percentile(0.9, US_PER_S),
            durationUs.deviation(US_PER_S),
            movingUs.total(US_PER_S),
            movingUs.shareOf(durationUs)
        };
    }
}
