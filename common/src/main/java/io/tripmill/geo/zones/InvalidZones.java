package io.tripmill.geo.zones;

import java.util.List;

/** Every problem of one file of zones, each with its place. */
public final class InvalidZones extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_SHOWN = 10;

    InvalidZones(List<String> problems) {
        super(sentence(problems));
    }

    private static String sentence(List<String> problems) {
        String shown = String.join("; ", problems.subList(0, Math.min(MOST_SHOWN, problems.size())));
        return problems.size() <= MOST_SHOWN ? shown : shown + "; and " + (problems.size() - MOST_SHOWN) + " more";
    }
}
