package io.tripmill.bench;

import java.util.List;

/** Engines gave different rows, so their times mean nothing. */
final class ChecksumsDiffer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> differences;

    /**
     * @param differences a sentence for each
     */
    ChecksumsDiffer(List<String> differences) {
        super(differences.size() + " differences between the results of the engines");
        this.differences = List.copyOf(differences);
    }

    List<String> differences() {
        return differences;
    }
}
