package io.tripmill.jobs.aggregates;

import java.util.ArrayList;
import java.util.Comparator;
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

    /** What lies in any of them, in order and without overlap. */
    static List<Span> union(List<Span> spans) {
        List<Span> union = new ArrayList<>();
        spans.stream().sorted(Comparator.comparingLong(Span::fromUs)).forEach(span -> {
            Span last = union.isEmpty() ? null : union.get(union.size() - 1);
            if (last == null || span.fromUs > last.untilUs) {
                union.add(span);
            } else if (span.untilUs > last.untilUs) {
                union.set(union.size() - 1, new Span(last.fromUs, span.untilUs));
            }
        });
        return union;
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
