package io.tripmill.jobs.trips.trajectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Trips by geometry against what people wrote down about theirs: the labels of GeoLife, in the folder that TRIPMILL_REAL_DATA names.
 * The README says these numbers.
 */
@Tag("full")
class GeolifeLabelsTest {
    private static final String POINTS = "geolife_3m.csv.gz";
    private static final String LABELS = "geolife_labels.csv.gz";
    private static final long FIVE_MINUTES_S = 300;

    @Test
    void labelledTripsAreFoundAsFarAsTheReadmeSays() throws IOException {
        Map<String, List<Fix>> people = people();
        List<Told> all = labels();
        assertThat(all.stream().filter(label -> people.containsKey(label.person)))
                .hasSize(5_032);
        List<Told> labels =
                all.stream().filter(label -> countWithin(label, people) >= 2).toList();
        List<Told> journeys = journeys(labels);
        assertThat(labels).hasSize(3_417);
        assertThat(journeys).hasSize(1_971);

        TrajectoryOptions defaults = TrajectoryOptions.defaults();
        Function<Duration, TrajectoryOptions> pauses = longest -> defaults.withThresholds(
                Thresholds.DEFAULT.withStayMinDuration(min(longest)).withTripStayMinDuration(longest));

        assertThat(answer(defaults, people, labels, journeys))
                .isEqualTo("5407 trips; legs 1013 2901 1491; journeys 1182 1583 1421");
        assertThat(answer(defaults.withSessionGap(Duration.ofMinutes(20)), people, labels, journeys))
                .isEqualTo("5695 trips; legs 1062 2846 1527; journeys 1193 1547 1424");
        assertThat(answer(pauses.apply(Duration.ofMinutes(5)), people, labels, journeys))
                .isEqualTo("7940 trips; legs 1036 2565 1621; journeys 954 1371 1260");
        assertThat(answer(pauses.apply(Duration.ofMinutes(3)), people, labels, journeys))
                .isEqualTo("10535 trips; legs 1181 2321 1713; journeys 834 1227 1151");
        assertThat(reasons(labels, trips(defaults, people), people))
                .hasToString("{1 found=1013, 2 silent at an edge=134, 3 no trip=28, 4 in several trips=384,"
                        + " 5 shares its trip=1572, 6 other edges=286}");
    }

    private static Duration min(Duration longest) {
        Duration usual = Thresholds.DEFAULT.stayMinDuration();
        return longest.compareTo(usual) < 0 ? longest : usual;
    }

    private static String answer(
            TrajectoryOptions options, Map<String, List<Fix>> people, List<Told> labels, List<Told> journeys) {
        List<Told> trips = trips(options, people);
        return trips.size() + " trips; legs " + found(labels, trips) + "; journeys " + found(journeys, trips);
    }

    /** How many have a trip with the same edges; lie in one trip by half at least; and fill half of that trip besides. */
    private static String found(List<Told> told, List<Told> trips) {
        Map<String, List<Told>> byPerson = byPerson(trips);
        long sameEdges = count(told, it -> hasSameEdges(it, of(byPerson, it)));
        long within = count(
                told,
                it -> best(it, byPerson).filter(trip -> it.isHalfWithin(trip)).isPresent());
        long alike = count(told, it -> best(it, byPerson)
                .filter(trip -> it.isHalfWithin(trip) && trip.isHalfWithin(it))
                .isPresent());
        return sameEdges + " " + within + " " + alike;
    }

    private static long count(List<Told> told, Predicate<Told> isFound) {
        return told.stream().filter(isFound).count();
    }

    /** Why a label is found or not: the first reason that holds. */
    private static Map<String, Integer> reasons(List<Told> labels, List<Told> trips, Map<String, List<Fix>> people) {
        Map<String, List<Told>> tripsOf = byPerson(trips);
        Map<String, List<Told>> labelsOf = byPerson(labels);
        Map<String, Integer> reasons = new TreeMap<>();
        for (Told label : labels) {
            reasons.merge(reason(label, tripsOf, of(labelsOf, label), people), 1, Integer::sum);
        }
        return reasons;
    }

    private static String reason(
            Told label, Map<String, List<Told>> tripsOf, List<Told> others, Map<String, List<Fix>> people) {
        if (hasSameEdges(label, of(tripsOf, label))) {
            return "1 found";
        }
        if (isSilentAt(label.person, label.startS, people) || isSilentAt(label.person, label.endS, people)) {
            return "2 silent at an edge";
        }
        Told trip = best(label, tripsOf).orElse(null);
        if (trip == null) {
            return "3 no trip";
        }
        if (!label.isHalfWithin(trip)) {
            return "4 in several trips";
        }
        return others.stream().anyMatch(other -> !other.equals(label) && other.isHalfWithin(trip))
                ? "5 shares its trip"
                : "6 other edges";
    }

    private static boolean hasSameEdges(Told told, List<Told> trips) {
        return trips.stream()
                .anyMatch(trip -> Math.abs(trip.startS - told.startS) <= FIVE_MINUTES_S
                        && Math.abs(trip.endS - told.endS) <= FIVE_MINUTES_S);
    }

    /** The trip with the most time in common, the first of several; empty if none has any. */
    private static Optional<Told> best(Told told, Map<String, List<Told>> trips) {
        Told best = null;
        for (Told trip : of(trips, told)) {
            if (trip.commonS(told) > (best == null ? 0 : best.commonS(told))) {
                best = trip;
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean isSilentAt(String person, long second, Map<String, List<Fix>> people) {
        return countWithin(new Told(person, second - FIVE_MINUTES_S, second + FIVE_MINUTES_S), people) == 0;
    }

    private static int countWithin(Told stretch, Map<String, List<Fix>> people) {
        List<Fix> fixes = people.getOrDefault(stretch.person, List.of());
        return firstAtOrAfter(fixes, stretch.endS + 1) - firstAtOrAfter(fixes, stretch.startS);
    }

    private static int firstAtOrAfter(List<Fix> fixes, long second) {
        int low = 0;
        int high = fixes.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (fixes.get(middle).second < second) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Labels of one person, joined where the next begins within five minutes of the end of the one before. */
    private static List<Told> journeys(List<Told> labels) {
        List<Told> journeys = new ArrayList<>();
        for (Told label : labels) {
            Told last = journeys.isEmpty() ? null : journeys.get(journeys.size() - 1);
            if (last != null && last.person.equals(label.person) && label.startS - last.endS <= FIVE_MINUTES_S) {
                journeys.set(journeys.size() - 1, new Told(last.person, last.startS, Math.max(last.endS, label.endS)));
            } else {
                journeys.add(label);
            }
        }
        return journeys;
    }

    private static List<Told> trips(TrajectoryOptions options, Map<String, List<Fix>> people) {
        Recorded recorded = new Recorded();
        people.forEach((person, fixes) -> {
            DeviceTimeline timeline = new DeviceTimeline(options, "geolife", person, recorded);
            for (Fix fix : fixes) {
                timeline.ping(fix.second * 1_000_000, fix.lat, fix.lng, Attributes.NONE, DeviceTimeline.NO_BATTERY);
            }
            timeline.end();
        });
        return recorded.trips.stream()
                .map(trip -> new Told(
                        trip.identity().deviceId(),
                        trip.span().startUs() / 1_000_000,
                        trip.span().endUs() / 1_000_000))
                .toList();
    }

    private static Map<String, List<Told>> byPerson(List<Told> stretches) {
        Map<String, List<Told>> byPerson = new TreeMap<>();
        stretches.forEach(one -> byPerson.computeIfAbsent(one.person, person -> new ArrayList<>())
                .add(one));
        return byPerson;
    }

    private static List<Told> of(Map<String, List<Told>> byPerson, Told told) {
        return byPerson.getOrDefault(told.person, List.of());
    }

    private static List<Told> labels() throws IOException {
        List<Told> labels = new ArrayList<>();
        try (BufferedReader lines = open(LABELS)) {
            assertThat(lines.readLine()).isEqualTo("id,start_ts,end_ts,mode");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",", -1);
                labels.add(new Told(cells[0], second(cells[1]), second(cells[2])));
            }
        }
        assertThat(labels).hasSize(14_718);
        labels.sort(
                Comparator.comparing(Told::person).thenComparing(Told::startS).thenComparing(Told::endS));
        return labels;
    }

    /** The positions that ingest accepts, one an instant, by person and time. */
    private static Map<String, List<Fix>> people() throws IOException {
        Map<String, List<Fix>> people = new TreeMap<>();
        try (BufferedReader lines = open(POINTS)) {
            assertThat(lines.readLine()).startsWith("id,ts,lat,lon,");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",", 5);
                Fix fix = new Fix(second(cells[1]), Double.parseDouble(cells[2]), Double.parseDouble(cells[3]));
                if (Math.abs(fix.lat) <= 90) {
                    people.computeIfAbsent(cells[0], person -> new ArrayList<>())
                            .add(fix);
                }
            }
        }
        people.replaceAll((person, fixes) -> onePlaceAnInstant(fixes));
        assertThat(people.values().stream().mapToInt(List::size).sum()).isEqualTo(2_971_199);
        return people;
    }

    private static List<Fix> onePlaceAnInstant(List<Fix> fixes) {
        fixes.sort(Comparator.comparingLong(Fix::second)
                .thenComparingDouble(Fix::lat)
                .thenComparingDouble(Fix::lng));
        List<Fix> kept = new ArrayList<>();
        for (Fix fix : fixes) {
            if (kept.isEmpty() || kept.get(kept.size() - 1).second < fix.second) {
                kept.add(fix);
            }
        }
        return kept;
    }

    private static long second(String instant) {
        return Instant.parse(instant).getEpochSecond();
    }

    private static BufferedReader open(String name) throws IOException {
        String folder = System.getenv("TRIPMILL_REAL_DATA");
        assumeThat(folder).as("TRIPMILL_REAL_DATA names no folder of real data").isNotBlank();
        Path file = Path.of(String.valueOf(folder)).resolve(name);
        assumeThat(file).as("no " + name + " in TRIPMILL_REAL_DATA").exists();
        return new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
    }

    private record Fix(long second, double lat, double lng) {}

    /** A label, a journey or a trip; seconds since 1970. */
    private record Told(String person, long startS, long endS) {
        long commonS(Told other) {
            return Math.min(endS, other.endS) - Math.max(startS, other.startS);
        }

        boolean isHalfWithin(Told other) {
            return commonS(other) > 0 && 2 * commonS(other) >= endS - startS;
        }
    }
}
