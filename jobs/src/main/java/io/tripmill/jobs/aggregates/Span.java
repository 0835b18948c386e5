package io.tripmill.jobs.aggregates;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of time.
 *
 * @param fromUs microseconds since 1970
 * @param untilUs not before {@code fromUs}
 */
record Span(long fromUs, long untilUs) {
    Span {
        if (untilUs < fromUs) {
            throw new IllegalArgumentException("a span ends before it begins: " + fromUs + " to " + untilUs);
        }
    }

    long lengthUs() {
        return untilUs - fromUs;
    }

    /** What lies in a span of each list, in order; both lists are in order of time, and their own spans do not overlap. */
    static List<Span> common(List<Span> some, List<Span> others) {
        List<Span> common = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < some.size() && j < others.size()) {
            Span one = some.get(i);
            Span other = others.get(j);
            long fromUs = Math.max(one.fromUs, other.fromUs);
            long untilUs = Math.min(one.untilUs, other.untilUs);
            if (fromUs < untilUs) {
                common.add(new Span(fromUs, untilUs));
            }
            if (one.untilUs < other.untilUs) {
                i++;
            } else {
                j++;
            }
        }
        return common;
    }
}
