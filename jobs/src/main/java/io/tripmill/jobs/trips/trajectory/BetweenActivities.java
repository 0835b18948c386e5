package io.tripmill.jobs.trips.trajectory;

import io.tripmill.geo.Point;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * trackintel's trips. Its elements are triplegs, the pings between two stays, and stays, each with a start and an end. A trip is a
 * row of elements without an activity (a long stay) and without a hole longer than the session gap between the end of one and the
 * start of the next; it has at least one tripleg. Holes arise inside a session because some triplegs do not exist: those of
 * one ping, and those whose pings all lie at one place.
 *
 * <p>Everything is ordered by start, stably, as trackintel does it: of equal starts, a stay comes before a tripleg, and a trip
 * before an activity before a hole. That matters where several pings share a timestamp.
 */
final class BetweenActivities implements TripRule {
    @Override
    public List<Stretch> trips(Session session, List<Stay> stays) {
        List<Element> elements = elements(session.pings(), stays);
        List<Marker> markers = new ArrayList<>();
        List<Marker> activities = new ArrayList<>();
        List<Marker> holes = new ArrayList<>();
        List<Element> trip = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            Element element = elements.get(i);
            boolean isLastActivityInARow = element.isActivity()
                    && !(i + 1 < elements.size() && elements.get(i + 1).isActivity());
            if (isLastActivityInARow || isHole(elements, i, session)) {
                addTrip(markers, trip);
                trip = new ArrayList<>();
            }
            if (isHole(elements, i, session)) {
                holes.add(Marker.hole(elements.get(i - 1), session.sessionGapUs()));
            }
            if (element.isActivity()) {
                activities.add(Marker.activity(element));
            } else {
                trip.add(element);
            }
        }
        addTrip(markers, trip);
        markers.addAll(activities);
        markers.addAll(holes);
        markers.sort(Comparator.comparingLong(Marker::orderUs));
        return stretches(markers, session.pings(), stays);
    }

    @Override
    public BitSet mutePings(List<Stay> stays) {
        return TripAttributes.longStayPings(stays);
    }

    private static void addTrip(List<Marker> markers, List<Element> trip) {
        if (trip.stream().anyMatch(Element::isTripleg)) {
            markers.add(Marker.trip(trip));
        }
    }

    /** Whether there is a hole before an element. */
    private static boolean isHole(List<Element> elements, int i, Session session) {
        return i > 0 && elements.get(i).startUs() - elements.get(i - 1).endUs() > session.sessionGapUs();
    }

    private static List<Element> elements(PingBuffer pings, List<Stay> stays) {
        List<Element> elements = new ArrayList<>();
        for (Stay stay : stays) {
            elements.add(Element.of(pings, stay.firstPing(), stay.endPing(), stay));
        }
        int first = 0;
        for (Stay stay : stays) {
            addTripleg(elements, pings, first, stay.firstPing() - 1);
            first = stay.lastPing() + 1;
        }
        addTripleg(elements, pings, first, pings.last());
        elements.sort(Comparator.comparingLong(Element::startUs));
        return elements;
    }

    private static void addTripleg(List<Element> elements, PingBuffer pings, int first, int last) {
        for (int i = first + 1; i <= last; i++) {
            if (!pings.isSamePlace(first, i)) {
                elements.add(Element.of(pings, first, last, null));
                return;
            }
        }
    }

    /** An activity is the origin or destination of a trip if nothing stands between them, neither a hole nor another trip. */
    private static List<Stretch> stretches(List<Marker> markers, PingBuffer pings, List<Stay> stays) {
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < markers.size(); i++) {
            List<Element> trip = markers.get(i).trip();
            if (!trip.isEmpty()) {
                Stay origin = i > 0 ? markers.get(i - 1).activity() : null;
                Stay destination = i + 1 < markers.size() ? markers.get(i + 1).activity() : null;
                stretches.add(stretch(trip, origin, destination, pings, stays));
            }
        }
        return stretches;
    }

    private static Stretch stretch(
            List<Element> trip, @Nullable Stay origin, @Nullable Stay destination, PingBuffer pings, List<Stay> stays) {
        List<Element> triplegs = trip.stream().filter(Element::isTripleg).toList();
        int firstPing = trip.stream().mapToInt(Element::firstPing).min().orElseThrow();
        int lastPing = trip.stream().mapToInt(Element::endPing).max().orElseThrow();
        Point start =
                origin != null ? origin.centre() : pings.point(triplegs.get(0).firstPing());
        Point end = destination != null
                ? destination.centre()
                : pings.point(triplegs.get(triplegs.size() - 1).endPing());
        boolean isFinished = stays.stream().anyMatch(stay -> stay.isLong() && stay.firstPing() >= lastPing);
        return new Stretch(firstPing, lastPing, origin, destination, start, end, isFinished);
    }

    /**
     * A tripleg or a stay.
     *
     * @param stay null if it is a tripleg
     */
    private record Element(
            int firstPing,
            int endPing,
            long startUs,
            long endUs,
            @Nullable Stay stay) {
        static Element of(PingBuffer pings, int first, int end, @Nullable Stay stay) {
            return new Element(first, end, pings.timeUs(first), pings.timeUs(end), stay);
        }

        boolean isTripleg() {
            return stay == null;
        }

        boolean isActivity() {
            return stay != null && stay.isLong();
        }
    }

    /**
     * What stands in the order of trips, activities and holes.
     *
     * @param orderUs twice the start, so that a hole can stand half a gap after the element before it, without rounding
     * @param trip the elements of a trip; empty if it is none
     * @param activity null if it is none
     */
    private record Marker(
            long orderUs, List<Element> trip, @Nullable Stay activity) {
        static Marker trip(List<Element> elements) {
            return new Marker(2 * elements.get(0).startUs(), elements, null);
        }

        static Marker activity(Element element) {
            return new Marker(2 * element.startUs(), List.of(), element.stay());
        }

        static Marker hole(Element before, long gapUs) {
            return new Marker(2 * before.endUs() + gapUs, List.of(), null);
        }
    }
}
