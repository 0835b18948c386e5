package io.tripmill.quality.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was measured. */
public interface Measured {
    /**
     * The value of a figure; empty if there was nothing to compute it from.
     *
     * @throws Refusal if it could not be measured
     */
    Optional<Double> number(Figure figure);

    /**
     * How often keys occur.
     *
     * @throws Refusal if it could not be measured
     */
    KeyTally keys(KeyGroup group);

    /**
     * The files under a place.
     *
     * @throws Refusal if they can't be listed
     */
    List<FileEntry> files(String place);

    /**
     * The hash of a file's content, in small hexadecimal digits.
     *
     * @throws Refusal if there is no such algorithm, or the file can't be read
     */
    String hash(FileEntry file, String algorithm);

    /**
     * How many rows have each of the most frequent labels, the most frequent first.
     *
     * @throws Refusal if it could not be measured
     */
    Map<String, Long> times(Distribution distribution);

    /** The value of a figure that counts, which always has one. */
    default long count(Figure figure) {
        return number(figure).orElse(0.0).longValue();
    }
}
