package io.tripmill.bench.quality;

/** One way of judging the pings. */
public interface QualityEngine {
    String name();

    /** All the work, and nothing of the result. */
    void run();

    /** Does the work and says what it found. */
    Findings findings();
}
