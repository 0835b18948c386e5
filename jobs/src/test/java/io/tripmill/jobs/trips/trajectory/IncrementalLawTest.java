package io.tripmill.jobs.trips.trajectory;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.testkit.Property;
import io.tripmill.time.ServiceCalendar;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * After any changes of pings, what is computed again in the affected ranges, beside what stays, equals what all pings make: bit by bit.
 * {@code -Dtripmill.cases=N} tries more cases.
 */
class IncrementalLawTest {
    private static final int CASES = Integer.getInteger("tripmill.cases", 1500);
    private static final List<String> DEVICES = List.of("acme/1", "acme/2", "beta/1");
    private static final long DAY_US = 86_400_000_000L;
    private static final long BASE_US = TestDay.us("20:00");

    @Test
    void incrementalEqualsFull() {
        Set<String> seen = seenAfter(IncrementalLawTest::options);
        if (CASES > 100) {
            assertThat(seen)
                    .contains("CUT_START", "CUT_END", "GAP_START", "GAP_END", "TELEPORT", "FAST_LEG", "open", "closed");
        }
    }

    @Test
    void incrementalEqualsFullWhereTheProviderTellsTheTrips() {
        Set<String> seen = seenAfter(seeded -> defaults(seeded)
                .withProviderTrips(
                        seeded.nextBoolean() ? Duration.ofHours(1 + seeded.nextInt(40)) : Duration.ofHours(12)));
        if (CASES > 100) {
            assertThat(seen)
                    .contains(
                            "trip CUT_START",
                            "trip CUT_END",
                            "trip GAP_START",
                            "trip GAP_END",
                            "trip across sessions",
                            "trips at once",
                            "trip cancelled");
        }
    }

    /** What came up, of all there is to see. */
    private static Set<String> seenAfter(Function<RandomGenerator, TrajectoryOptions> options) {
        Set<String> seen = new TreeSet<>();
        Property.check(CASES, seeded -> {
            Fleet fleet = new Fleet(options.apply(seeded), seeded.nextInt(4) == 0);
            for (int batch = 0; batch < 6; batch++) {
                fleet.change(seeded);
                // A run may break off between two of its commits; sessions are the last.
                fleet.runIncrementally(seeded.nextInt(4) == 0 ? seeded.nextInt(3) : 3);
            }
            fleet.runIncrementally(3);
            for (Kind kind : Kind.values()) {
                Set<Stored> wrong = new HashSet<>(fleet.stored(kind));
                fleet.full(kind).stream().filter(row -> !wrong.remove(row)).forEach(wrong::add);
                assertThat(wrong).as("rows of only one side").isEmpty();
                assertThat(fleet.stored(kind)).hasSameSizeAs(fleet.full(kind));
            }
            fleet.see(seen);
        });
        return seen;
    }

    private static TrajectoryOptions options(RandomGenerator seeded) {
        return seeded.nextInt(5) == 0 ? varied(TrajectoryOptions.trackintel(), seeded) : defaults(seeded);
    }

    private static TrajectoryOptions defaults(RandomGenerator seeded) {
        return varied(TrajectoryOptions.defaults(), seeded);
    }

    private static TrajectoryOptions varied(TrajectoryOptions preset, RandomGenerator seeded) {
        Duration gap =
                switch (seeded.nextInt(4)) {
                    case 0 -> Duration.ofMinutes(30);
                    case 1 -> Duration.ofHours(7);
                    case 2 -> Duration.ofHours(14);
                    default -> Duration.ofHours(30);
                };
        return preset.withSessionGap(gap)
                .withCalendar(
                        seeded.nextBoolean()
                                ? ServiceCalendar.UTC
                                : new ServiceCalendar(ZoneId.of("Europe/Berlin"), LocalTime.of(3, 0)));
    }

    private enum Kind {
        STAY,
        TRIP,
        SESSION
    }

    /** Of one device at one instant there may be several in a fleet that keeps every place. */
    private record Ping(long timeUs, double lat, double lng, Attributes attributes) {}

    /** A stored row: what the time line said, and the columns that wait for the watermark. */
    private record Stored(Kind kind, RowIdentity identity, Span span, Object row, boolean isOpen, List<String> flags) {
        String device() {
            return identity.providerId() + "/" + identity.deviceId();
        }

        Stored closed() {
            boolean endsSession = row instanceof SessionRecord
                    || (row instanceof StayRecord stay && stay.openness().endsSession())
                    || (row instanceof TripRecord trip && trip.openness().endsSession());
            Set<String> closedFlags = new TreeSet<>(flags);
            if (endsSession && !closedFlags.contains("CUT_END")) {
                closedFlags.add("GAP_END");
            }
            return new Stored(kind, identity, span, row, false, List.copyOf(closedFlags));
        }
    }

    /** Pings as they stand, what happened to them, and the three tables. */
    private static final class Fleet {
        private final TrajectoryOptions options;
        private final boolean keepsEveryPlace;
        private final Map<String, List<Ping>> pings = new TreeMap<>();
        private final Map<Kind, List<Stored>> tables = new TreeMap<>();
        /** By device, every instant at which something happened since sessions were last stored, and what trips it named. */
        private final Map<String, Map<Long, Set<String>>> feed = new TreeMap<>();

        Fleet(TrajectoryOptions options, boolean keepsEveryPlace) {
            this.options = options;
            this.keepsEveryPlace = keepsEveryPlace;
            DEVICES.forEach(device -> pings.put(device, new ArrayList<>()));
        }

        List<Stored> stored(Kind kind) {
            return tables.getOrDefault(kind, List.of());
        }

        List<Stored> full(Kind kind) {
            List<Stored> rows = new ArrayList<>();
            pings.forEach((device, line) -> rows.addAll(
                    rowsOf(device, new AffectedRange(Long.MIN_VALUE, Long.MAX_VALUE, false, false), watermarks())));
            return rows.stream().filter(row -> row.kind == kind).toList();
        }

        /** Stores what changed, in as many of the three tables as are given. */
        void runIncrementally(int commits) {
            Map<String, Long> watermarks = watermarks();
            Map<Kind, List<Stored>> next = new TreeMap<>();
            for (Kind kind : List.of(Kind.values()).subList(0, commits)) {
                next.put(kind, new ArrayList<>());
            }
            for (String device : DEVICES) {
                long watermarkUs = watermarks.getOrDefault(provider(device), Long.MIN_VALUE);
                List<Stored> sessions = stored(Kind.SESSION).stream()
                        .filter(row -> row.device().equals(device))
                        .toList();
                List<AffectedRange> ranges = new AffectedRanges(options.sessionGap())
                        .of(
                                changes(device),
                                sessions.stream()
                                        .map(row -> new StoredSession(
                                                row.span.startUs(),
                                                row.span.endUs(),
                                                row.flags.contains("CUT_START"),
                                                row.flags.contains("CUT_END")))
                                        .toList(),
                                List.of(),
                                links(device, sessions));
                List<Stored> closing = sessions.stream()
                        .filter(row -> row.isOpen && !meets(ranges, row.span))
                        .filter(row -> watermarkUs > row.span.endUs() + Micros.of(options.sessionGap()))
                        .toList();
                List<Stored> computed = ranges.stream()
                        .flatMap(range -> rowsOf(device, range, watermarks).stream())
                        .toList();
                next.forEach((kind, rows) -> {
                    stored(kind).stream()
                            .filter(row -> row.device().equals(device) && !meets(ranges, row.span))
                            .map(row -> closing.stream()
                                            .anyMatch(session -> row.span.endUs() >= session.span.startUs()
                                                    && row.span.endUs() <= session.span.endUs())
                                    ? row.closed()
                                    : row)
                            .forEach(rows::add);
                    computed.stream().filter(row -> row.kind == kind).forEach(rows::add);
                });
            }
            tables.putAll(next);
            if (commits == 3) {
                feed.clear();
            }
        }

        private static boolean meets(List<AffectedRange> ranges, Span span) {
            return ranges.stream().anyMatch(range -> range.meets(span.startUs(), span.endUs()));
        }

        private Map<String, Long> watermarks() {
            Map<String, Long> newest = new TreeMap<>();
            pings.forEach(
                    (device, line) -> line.forEach(ping -> newest.merge(provider(device), ping.timeUs, Math::max)));
            DEVICES.forEach(device -> newest.putIfAbsent(provider(device), Long.MIN_VALUE));
            return newest;
        }

        private static String provider(String device) {
            return device.substring(0, device.indexOf('/'));
        }

        /** The instants of the feed since sessions were last stored, those of one bucket together. */
        private List<ChangedTime> changes(String device) {
            Map<Long, ChangedTime> byBucket = new TreeMap<>(Comparator.reverseOrder());
            for (long timeUs : feed.getOrDefault(device, Map.of()).keySet()) {
                byBucket.merge(
                        Math.floorDiv(timeUs, Micros.of(options.sessionGap())),
                        new ChangedTime(timeUs, timeUs),
                        (one, other) -> new ChangedTime(
                                Math.min(one.firstUs(), other.firstUs()), Math.max(one.lastUs(), other.lastUs())));
            }
            return List.copyOf(byBucket.values());
        }

        private List<ChangedTime> links(String device, List<Stored> sessions) {
            if (!options.hasProviderTrips()) {
                return List.of();
            }
            TripLinks links = new TripLinks(options.tripMaxSilence().orElseThrow());
            for (Stored session : sessions) {
                links.add(
                        new ChangedTime(session.span.startUs(), session.span.endUs()),
                        requireNonNull(((SessionRecord) session.row).providerTripIds()));
            }
            feed.getOrDefault(device, Map.of())
                    .forEach((timeUs, ids) -> links.add(new ChangedTime(timeUs, timeUs), ids));
            return links.links();
        }

        /** Notes what there is in the three tables. */
        void see(Set<String> seen) {
            stored(Kind.SESSION).forEach(row -> seen.add(row.isOpen ? "open" : "closed"));
            for (Stored row : stored(Kind.TRIP)) {
                seen.addAll(row.flags);
                row.flags.forEach(flag -> seen.add("trip " + flag));
                stored(Kind.SESSION).stream()
                        .filter(session -> session.device().equals(row.device()))
                        .filter(session -> row.span.startUs() < session.span.startUs()
                                && session.span.startUs() <= row.span.endUs())
                        .forEach(session -> seen.add("trip across sessions"));
                stored(Kind.TRIP).stream()
                        .filter(other -> !other.equals(row) && other.device().equals(row.device()))
                        .filter(other -> other.span.startUs() == row.span.startUs())
                        .forEach(other -> seen.add("trips at once"));
            }
            pings.values().forEach(line -> line.stream()
                    .filter(ping -> !ping.attributes.cancelledTripIds().isEmpty())
                    .forEach(ping -> seen.add("trip cancelled")));
        }

        private List<Stored> rowsOf(String device, AffectedRange range, Map<String, Long> watermarks) {
            Recorded recorded = new Recorded();
            DeviceTimeline timeline = new DeviceTimeline(
                    options,
                    provider(device),
                    device.substring(device.indexOf('/') + 1),
                    range.startsInCut(),
                    recorded);
            pings.getOrDefault(device, List.of()).stream()
                    .filter(ping -> range.meets(ping.timeUs, ping.timeUs))
                    .forEach(ping ->
                            timeline.ping(ping.timeUs, ping.lat, ping.lng, ping.attributes, DeviceTimeline.NO_BATTERY));
            timeline.end(range.endsInCut());
            long watermarkUs = watermarks.getOrDefault(provider(device), Long.MIN_VALUE);
            List<Stored> rows = new ArrayList<>();
            recorded.sessions.forEach(row ->
                    rows.add(stored(Kind.SESSION, row.identity(), row.span(), row, row.openness(), watermarkUs)));
            recorded.stays.forEach(
                    row -> rows.add(stored(Kind.STAY, row.identity(), row.span(), row, row.openness(), watermarkUs)));
            recorded.trips.forEach(
                    row -> rows.add(stored(Kind.TRIP, row.identity(), row.span(), row, row.openness(), watermarkUs)));
            return rows;
        }

        private Stored stored(
                Kind kind, RowIdentity identity, Span span, Object row, Openness openness, long watermarkUs) {
            Duration gap = options.sessionGap();
            return new Stored(
                    kind, identity, span, row, openness.isOpen(gap, watermarkUs), openness.flags(gap, watermarkUs));
        }

        /** Adds some pings, mostly beside others, and removes or moves some. The newest of a provider is never removed. */
        void change(RandomGenerator seeded) {
            int count = 1 + seeded.nextInt(12);
            for (int i = 0; i < count; i++) {
                String device = DEVICES.get(seeded.nextInt(DEVICES.size()));
                List<Ping> line = pings.getOrDefault(device, List.of());
                List<Ping> before = List.copyOf(line);
                switch (line.isEmpty() ? 0 : seeded.nextInt(8)) {
                    case 6 -> removeSome(line, seeded);
                    case 7 -> {
                        int place = seeded.nextInt(line.size());
                        Ping moved = line.remove(place);
                        put(line, new Ping(moved.timeUs, moved.lat + 0.001, moved.lng, attributes(seeded)));
                    }
                    default -> addSome(line, seeded);
                }
                Map<Long, Set<String>> instants = feed.computeIfAbsent(device, any -> new TreeMap<>());
                Stream.concat(
                                before.stream().filter(ping -> !line.contains(ping)),
                                line.stream().filter(ping -> !before.contains(ping)))
                        .forEach(ping -> instants.computeIfAbsent(ping.timeUs, any -> new TreeSet<>())
                                .addAll(ping.attributes.namedTripIds()));
            }
        }

        /** Mostly of no trip; of some trips where the provider tells them. */
        private Attributes attributes(RandomGenerator seeded) {
            if (!options.hasProviderTrips()) {
                return Attributes.NONE;
            }
            List<String> ids = new ArrayList<>();
            for (int i = seeded.nextInt(4); i > 1; i--) {
                ids.add("t" + seeded.nextInt(6));
            }
            List<String> cancelled = seeded.nextInt(40) == 0 ? List.of("t" + seeded.nextInt(6)) : List.of();
            return new Attributes(null, null, null, ids, null, cancelled);
        }

        private void removeSome(List<Ping> line, RandomGenerator seeded) {
            int from = seeded.nextInt(line.size());
            int until = Math.min(line.size() - 1, from + 1 + seeded.nextInt(3));
            if (from < until) {
                line.subList(from, until).clear();
            }
        }

        private void addSome(List<Ping> line, RandomGenerator seeded) {
            long gapUs = Micros.of(options.sessionGap());
            long timeUs = line.isEmpty()
                    ? BASE_US + seeded.nextLong(3 * DAY_US)
                    : line.get(seeded.nextInt(line.size())).timeUs;
            double lat = 52 + seeded.nextInt(3) * 0.0004;
            int count = 1 + seeded.nextInt(6);
            for (int i = 0; i < count; i++) {
                timeUs = switch (seeded.nextInt(options.hasProviderTrips() ? 16 : 12)) {
                    case 0 -> timeUs + gapUs;
                    case 1 -> timeUs + gapUs + 1;
                    case 2 -> timeUs - gapUs;
                    case 3 -> timeUs - gapUs - 1;
                    case 4 -> timeUs + gapUs - 1;
                    case 5 -> options.calendar().nextBoundaryAfterUs(timeUs);
                    case 6 -> options.calendar().nextBoundaryAfterUs(timeUs) - 1;
                    case 7 -> timeUs;
                    case 8 -> timeUs - seeded.nextLong(gapUs);
                    case 12 -> timeUs + silenceUs();
                    case 13 -> timeUs + silenceUs() + 1;
                    case 14 -> timeUs - silenceUs();
                    case 15 -> timeUs - silenceUs() - 1;
                    default -> timeUs + seeded.nextLong(gapUs / 2);
                };
                lat += seeded.nextInt(9) == 0 ? 2 : (seeded.nextDouble() - 0.5) * 0.002;
                put(line, new Ping(timeUs, Math.min(lat, 80), 13, attributes(seeded)));
            }
        }

        private long silenceUs() {
            return Micros.of(options.tripMaxSilence().orElseThrow());
        }

        private void put(List<Ping> line, Ping ping) {
            line.removeIf(stored -> stored.timeUs == ping.timeUs && (!keepsEveryPlace || stored.lat == ping.lat));
            line.add(ping);
            line.sort(Comparator.comparingLong(Ping::timeUs).thenComparingDouble(Ping::lat));
        }
    }
}
