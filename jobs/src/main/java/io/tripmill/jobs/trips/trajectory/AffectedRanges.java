package io.tripmill.jobs.trips.trajectory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds what changed pings touch: the smallest set of ranges, made of whole stored sessions, outside of which no row changes.
 *
 * <p>A changed instant reaches one session gap in both directions. What meets belongs together: reaches, and the stored sessions they
 * meet. And where the last session of such a part ends in a cut, the session after it belongs to the part too.
 *
 * <p>Why nothing outside changes. A session depends on its pings and on whether a cut precedes and follows it. Its pings did not change,
 * and none came within a gap of it, or a reach would meet it. If it followed a silence, it still does: what is new before it is more than
 * a gap away, and removals only lengthen silences. If it followed a cut, the ping before that cut was not removed, since it is less than
 * a gap away; the session before it lies outside too, or this one would belong to its part; so, going from session to session back to
 * the silence before them all, it starts as it did. There is one exception: the run may begin on another service day now, its first
 * boundary is another one, and the cut that ended the last session of a part may not be one any more, or a cut be where none was. So the
 * session after that cut is computed again. Its own end stays what it was: a run whose first ping lies before the boundary that it
 * starts at has its first boundary no later than that one, so every later boundary cuts.
 *
 * <p>Trips that the provider tells reach across silences and cuts. So each takes part from the first ping that names it to the last,
 * those of before and of now: see {@link TripLinks}. What meets belongs together here too, and a range holds all pings of the trips that
 * it meets, and of those that meet these, and so on. With that, a trip inside depends on nothing outside: on its pings, on their
 * sessions, and on which pings cancel it. And a trip outside has all its pings there, old and new, in sessions that do not change. A
 * cancelled trip takes part like others: no row tells of it, but its pings do. Sessions and trips between those of a trip are computed
 * again too, for a range has no holes.
 *
 * @param sessionGap the one that the sessions were made with
 */
public record AffectedRanges(Duration sessionGap) {

    /** As {@link #of(List, List, List, List)}, when nothing but pings changed. */
    public List<AffectedRange> of(List<ChangedTime> changes, List<StoredSession> sessions) {
        return of(changes, sessions, List.of(), List.of());
    }

    /**
     * The ranges of one device, in time order; they have no instant in common.
     *
     * @param changes in any order
     * @param sessions the stored sessions, in any order; those that no change reaches may be missing, unless they follow on a cut
     * @param asked stretches of time whose sessions are computed again although nothing may have changed
     * @param links times that hold a trip, in any order; none where trips are not those of the provider
     */
    public List<AffectedRange> of(
            List<ChangedTime> changes, List<StoredSession> sessions, List<ChangedTime> asked, List<ChangedTime> links) {
        List<Part> parts = parts(changes, sessions, asked, links);
        List<AffectedRange> ranges = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (!part.isAffected) {
                continue;
            }
            boolean cutMayMove = true;
            while (cutMayMove && part.endsInCut()) {
                i++;
                if (i == parts.size() || !parts.get(i).startsInCut()) {
                    throw new IllegalStateException("no session is stored that follows the cut after " + part.lastUs);
                }
                Part next = parts.get(i);
                part = part.joined(next);
                cutMayMove = next.isAffected;
            }
            ranges.add(part.range());
        }
        return ranges;
    }

    /** Sessions and changes, joined where they meet, in time order. */
    private List<Part> parts(
            List<ChangedTime> changes, List<StoredSession> sessions, List<ChangedTime> asked, List<ChangedTime> links) {
        long gapUs = Micros.of(sessionGap);
        List<Part> all = new ArrayList<>();
        for (ChangedTime change : changes) {
            all.add(new Part(
                    change.firstUs() - gapUs,
                    change.lastUs() + gapUs,
                    change.firstUs(),
                    change.lastUs(),
                    null,
                    null,
                    true));
        }
        for (StoredSession session : sessions) {
            boolean isAsked = asked.stream()
                    .anyMatch(time -> time.firstUs() <= session.endUs() && session.startUs() <= time.lastUs());
            all.add(new Part(
                    session.startUs(), session.endUs(), session.startUs(), session.endUs(), session, session, isAsked));
        }
        for (ChangedTime link : links) {
            all.add(new Part(link.firstUs(), link.lastUs(), link.firstUs(), link.lastUs(), null, null, false));
        }
        all.sort(Comparator.comparingLong(Part::fromUs));
        List<Part> parts = new ArrayList<>();
        for (Part next : all) {
            Optional<Part> last = parts.isEmpty() ? Optional.empty() : Optional.of(parts.get(parts.size() - 1));
            if (last.filter(part -> next.fromUs <= part.untilUs).isPresent()) {
                parts.set(parts.size() - 1, last.get().joined(next));
            } else {
                parts.add(next);
            }
        }
        return parts;
    }

    /**
     * What was found to belong together so far.
     *
     * @param fromUs where its reach begins
     * @param untilUs where its reach ends
     * @param firstUs its first instant, a ping of a stored session or a changed one
     * @param lastUs its last instant
     * @param first its first stored session
     * @param last its last stored session
     * @param isAffected whether it must be computed again
     */
    private record Part(
            long fromUs,
            long untilUs,
            long firstUs,
            long lastUs,
            @Nullable StoredSession first,
            @Nullable StoredSession last,
            boolean isAffected) {

        /** Both, where the other one begins later. */
        Part joined(Part later) {
            return new Part(
                    fromUs,
                    Math.max(untilUs, later.untilUs),
                    Math.min(firstUs, later.firstUs),
                    Math.max(lastUs, later.lastUs),
                    first == null ? later.first : first,
                    later.last == null ? last : later.last,
                    isAffected || later.isAffected);
        }

        boolean startsInCut() {
            return first != null && first.startUs() == firstUs && first.startsInCut();
        }

        boolean endsInCut() {
            return last != null && last.endUs() == lastUs && last.endsInCut();
        }

        AffectedRange range() {
            return new AffectedRange(firstUs, lastUs, startsInCut(), endsInCut());
        }
    }
}
