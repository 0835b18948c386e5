package io.tripmill.jobs.trips.trajectory;

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
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * After any changes of pings, what is computed again in the affected ranges, beside what stays, equals what all pings make: bit by bit.
 * {@code -Dtripmill.cases=N} tries more cases.
 */
class IncrementalLawTest {
    private static final int CASES = Integer.getInteger("tripmill.cases", 3000);
    private static final List<String> DEVICES = List.of("acme/1", "acme/2", "beta/1");
    private static final long DAY_US = 86_400_000_000L;
    private static final long BASE_US = TestDay.us("20:00");

    @Test
    void incrementalEqualsFull() {
        Set<String> seen = new TreeSet<>();
        Property.check(CASES, seeded -> {
            Fleet fleet = new Fleet(options(seeded), seeded.nextInt(4) == 0);
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
            fleet.stored(Kind.TRIP).forEach(row -> seen.addAll(row.flags));
            fleet.stored(Kind.SESSION).forEach(row -> seen.add(row.isOpen ? "open" : "closed"));
        });
        if (CASES > 100) {
            assertThat(seen)
                    .contains("CUT_START", "CUT_END", "GAP_START", "GAP_END", "TELEPORT", "FAST_LEG", "open", "closed");
        }
    }

    private static TrajectoryOptions options(RandomGenerator seeded) {
        TrajectoryOptions preset =
                seeded.nextInt(5) == 0 ? TrajectoryOptions.trackintel() : TrajectoryOptions.defaults();
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
    private record Ping(long timeUs, double lat, double lng) {}

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
        /** By device, every instant at which something happened since sessions were last stored. */
        private final Map<String, Set<Long>> feed = new TreeMap<>();

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
                                        .toList());
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
                                            .anyMatch(session -> row.span.startUs() >= session.span.startUs()
                                                    && row.span.startUs() <= session.span.endUs())
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
            for (long timeUs : feed.getOrDefault(device, Set.of())) {
                byBucket.merge(
                        Math.floorDiv(timeUs, Micros.of(options.sessionGap())),
                        new ChangedTime(timeUs, timeUs),
                        (one, other) -> new ChangedTime(
                                Math.min(one.firstUs(), other.firstUs()), Math.max(one.lastUs(), other.lastUs())));
            }
            return List.copyOf(byBucket.values());
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
                            timeline.ping(ping.timeUs, ping.lat, ping.lng, Attributes.NONE, DeviceTimeline.NO_BATTERY));
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
                        put(line, new Ping(moved.timeUs, moved.lat + 0.001, moved.lng));
                    }
                    default -> addSome(line, seeded);
                }
                Set<Long> instants = feed.computeIfAbsent(device, any -> new TreeSet<>());
                before.stream().filter(ping -> !line.contains(ping)).forEach(ping -> instants.add(ping.timeUs));
                line.stream().filter(ping -> !before.contains(ping)).forEach(ping -> instants.add(ping.timeUs));
            }
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
                timeUs = switch (seeded.nextInt(12)) {
                    case 0 -> timeUs + gapUs;
                    case 1 -> timeUs + gapUs + 1;
                    case 2 -> timeUs - gapUs;
                    case 3 -> timeUs - gapUs - 1;
                    case 4 -> timeUs + gapUs - 1;
                    case 5 -> options.calendar().nextBoundaryAfterUs(timeUs);
                    case 6 -> options.calendar().nextBoundaryAfterUs(timeUs) - 1;
                    case 7 -> timeUs;
                    case 8 -> timeUs - seeded.nextLong(gapUs);
                    default -> timeUs + seeded.nextLong(gapUs / 2);
                };
                lat += seeded.nextInt(9) == 0 ? 2 : (seeded.nextDouble() - 0.5) * 0.002;
                put(line, new Ping(timeUs, Math.min(lat, 80), 13));
            }
        }

        private void put(List<Ping> line, Ping ping) {
            line.removeIf(stored -> stored.timeUs == ping.timeUs && (!keepsEveryPlace || stored.lat == ping.lat));
            line.add(ping);
            line.sort(Comparator.comparingLong(Ping::timeUs).thenComparingDouble(Ping::lat));
        }
    }
}
