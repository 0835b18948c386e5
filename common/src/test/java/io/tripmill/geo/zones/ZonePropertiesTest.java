package io.tripmill.geo.zones;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.testkit.Property;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where a place lies, against another algorithm, on shared borders, and in any order of the file. */
class ZonePropertiesTest {
    /** Positions of the brute force are whole numbers of these, so that it computes exactly and places often lie on borders. */
    private static final int UNITS_PER_DEGREE = 4;

    private static final long TURN = 360L * UNITS_PER_DEGREE;

    private record Place(long lng, long lat) {
        double lngDegrees() {
            return (Math.floorMod(lng + TURN / 2, TURN) - TURN / 2) / (double) UNITS_PER_DEGREE;
        }

        double latDegrees() {
            return lat / (double) UNITS_PER_DEGREE;
        }
    }

    /** A zone around a centre: rings of places, which may lie beyond 180 degrees. */
    private record Drawn(String id, int priority, List<List<Place>> rings) {
        String feature() {
            return GeoJson.zone(id, priority, rings.stream().map(Drawn::text).toArray(String[]::new));
        }

        private static String text(List<Place> ring) {
            return ring.stream()
                    .map(place -> place.lngDegrees() + " " + place.latDegrees())
                    .collect(Collectors.joining(", "));
        }

        /** By exact winding numbers: in or on the border, and in no hole but maybe on its border. */
        boolean includes(Place place) {
            for (int turn = -1; turn <= 1; turn++) {
                Place image = new Place(place.lng() + turn * TURN, place.lat());
                if (rings.stream().anyMatch(ring -> isOn(ring, image))
                        || (winding(rings.get(0), image) != 0
                                && rings.subList(1, rings.size()).stream()
                                        .allMatch(hole -> winding(hole, image) == 0))) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isOn(List<Place> ring, Place p) {
            return IntStream.range(0, ring.size()).anyMatch(i -> {
                Place a = ring.get(i);
                Place b = ring.get((i + 1) % ring.size());
                return side(a, b, p) == 0
                        && Math.min(a.lng(), b.lng()) <= p.lng()
                        && p.lng() <= Math.max(a.lng(), b.lng())
                        && Math.min(a.lat(), b.lat()) <= p.lat()
                        && p.lat() <= Math.max(a.lat(), b.lat());
            });
        }

        private static int winding(List<Place> ring, Place p) {
            int winding = 0;
            for (int i = 0; i < ring.size(); i++) {
                Place a = ring.get(i);
                Place b = ring.get((i + 1) % ring.size());
                if (a.lat() <= p.lat() && b.lat() > p.lat() && side(a, b, p) > 0) {
                    winding++;
                } else if (a.lat() > p.lat() && b.lat() <= p.lat() && side(a, b, p) < 0) {
                    winding--;
                }
            }
            return winding;
        }

        private static long side(Place a, Place b, Place p) {
            return (b.lng() - a.lng()) * (p.lat() - a.lat()) - (p.lng() - a.lng()) * (b.lat() - a.lat());
        }
    }

    @Test
    void aPlaceBelongsToTheZoneThatABruteForceOverAllFinds() {
        int[] found = new int[2];
        Property.check(150, seeded -> {
            List<Drawn> zones = zones(2 + seeded.nextInt(12), seeded);
            ZoneMap map = map(zones);
            for (int i = 0; i < 200; i++) {
                Place place = place(zones, seeded);
                Optional<String> expected = zones.stream()
                        .filter(zone -> zone.includes(place))
                        .min(Comparator.comparing(Drawn::priority).reversed().thenComparing(Drawn::id))
                        .map(Drawn::id);
                assertThat(map.at(place.latDegrees(), place.lngDegrees()))
                        .as("%s in %s", place, zones)
                        .isEqualTo(expected);
                found[expected.isPresent() ? 1 : 0]++;
            }
        });
        assertThat(found[0]).isGreaterThan(1000);
        assertThat(found[1]).isGreaterThan(1000);
    }

    @Test
    void theOrderOfFeaturesAndOfRingsIsIrrelevant() {
        Property.check(50, seeded -> {
            List<Drawn> zones = zones(2 + seeded.nextInt(12), seeded);
            List<Drawn> shuffled = new ArrayList<>(zones.stream()
                    .map(zone -> new Drawn(
                            zone.id(),
                            zone.priority(),
                            zone.rings().stream()
                                    .map(ring -> redrawn(ring, seeded))
                                    .toList()))
                    .toList());
            Collections.shuffle(shuffled, new Random(seeded.nextLong()));
            ZoneMap one = map(zones);
            ZoneMap other = map(shuffled);
            assertThat(other.fingerprint()).isEqualTo(one.fingerprint());
            for (int i = 0; i < 100; i++) {
                double lat = seeded.nextDouble(-90, 90);
                double lng = seeded.nextDouble(-180, 180);
                assertThat(other.at(lat, lng)).isEqualTo(one.at(lat, lng));
            }
        });
    }

    /** Quadrilaterals over crooked lines, which fill an area across the antimeridian. */
    @Test
    void everyPlaceOfATessellationBelongsToOneZoneAlsoOnSharedBorders() {
        Property.check(40, seeded -> {
            int size = 6;
            double west = 178.3 + seeded.nextDouble(1);
            double south = seeded.nextDouble(-60, 60);
            double[][][] corners = new double[size + 1][size + 1][];
            for (int x = 0; x <= size; x++) {
                for (int y = 0; y <= size; y++) {
                    corners[x][y] = new double[] {
                        wrapped(west + (x + seeded.nextDouble(-0.24, 0.24)) * 0.4),
                        south + (y + seeded.nextDouble(-0.24, 0.24)) * 0.4
                    };
                }
            }
            List<String> features = new ArrayList<>();
            for (int x = 0; x < size; x++) {
                for (int y = 0; y < size; y++) {
                    features.add(GeoJson.zone(
                            "z" + x + y,
                            0,
                            text(corners[x][y], corners[x + 1][y], corners[x + 1][y + 1], corners[x][y + 1])));
                }
            }
            Collections.shuffle(features, new Random(seeded.nextLong()));
            ZoneMap all = GeoJson.map(features.toArray(String[]::new));
            List<ZoneMap> each = features.stream().sorted().map(GeoJson::map).toList();
            for (int i = 0; i < 300; i++) {
                double[] place = inside(corners, size, i, seeded);
                List<String> including = each.stream()
                        .flatMap(map -> map.at(place[1], place[0]).stream())
                        .toList();
                assertThat(including).as("%s %s", place[0], place[1]).isNotEmpty();
                assertThat(all.at(place[1], place[0])).hasValue(including.get(0));
            }
        });
    }

    /** By turns a corner, a place on or beside the edge between two, and any place. */
    private static double[] inside(double[][][] corners, int size, int turn, RandomGenerator seeded) {
        int x = 1 + seeded.nextInt(size - 1);
        int y = 1 + seeded.nextInt(size - 1);
        double[] corner = corners[x][y];
        if (turn % 3 == 0) {
            return corner;
        }
        boolean acrossX = seeded.nextBoolean();
        double[] next = acrossX ? corners[x - 1][y] : corners[x][y - 1];
        double step = wrapped(next[0] - corner[0]);
        double share = seeded.nextDouble();
        double[] between = {wrapped(corner[0] + share * step), corner[1] + share * (next[1] - corner[1])};
        if (turn % 3 == 1) {
            return between;
        }
        double[] opposite = corners[x - 1][y - 1];
        double other = seeded.nextDouble();
        return new double[] {
            wrapped(between[0] + other * wrapped(opposite[0] - between[0])),
            between[1] + other * (opposite[1] - between[1])
        };
    }

    private static double wrapped(double lng) {
        return lng >= 180 ? lng - 360 : lng < -180 ? lng + 360 : lng;
    }

    private static String text(double[]... corners) {
        return List.of(corners).stream()
                .map(corner -> corner[0] + " " + corner[1])
                .collect(Collectors.joining(", "));
    }

    private static ZoneMap map(List<Drawn> zones) {
        return GeoJson.map(zones.stream().map(Drawn::feature).toArray(String[]::new));
    }

    private static List<Drawn> zones(int count, RandomGenerator seeded) {
        long lng = seeded.nextInt(3) == 0 ? TURN / 2 : seeded.nextLong(TURN);
        List<Drawn> zones = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            zones.add(zone("z" + seeded.nextInt(1000) + "-" + i, lng, seeded));
        }
        return zones;
    }

    private static Drawn zone(String id, long lngAround, RandomGenerator seeded) {
        while (true) {
            Place centre = new Place(lngAround + seeded.nextInt(-120, 120), seeded.nextInt(-160, 160));
            List<List<Place>> rings = new ArrayList<>(List.of(star(centre, 40, 160, seeded)));
            if (seeded.nextBoolean()) {
                rings.add(star(centre, 6, 20, seeded));
            }
            Drawn drawn = new Drawn(id, seeded.nextInt(3), rings);
            if (isSound(drawn)) {
                return drawn;
            }
        }
    }

    /** On the grid a star may lose its form. */
    private static boolean isSound(Drawn drawn) {
        try {
            GeoJson.map(drawn.feature());
            return true;
        } catch (InvalidZones e) {
            return false;
        }
    }

    private static List<Place> star(Place centre, int nearest, int farthest, RandomGenerator seeded) {
        int corners = 3 + seeded.nextInt(9);
        return IntStream.range(0, corners)
                .mapToObj(i -> {
                    double angle = 2 * Math.PI * (i + seeded.nextDouble(0.5)) / corners;
                    double distance = seeded.nextDouble(nearest, farthest);
                    return new Place(
                            centre.lng() + Math.round(distance * Math.cos(angle)),
                            centre.lat() + Math.round(distance * Math.sin(angle)));
                })
                .toList();
    }

    /** From another corner on, and maybe the other way around. */
    private static List<Place> redrawn(List<Place> ring, RandomGenerator seeded) {
        List<Place> redrawn = new ArrayList<>(ring);
        Collections.rotate(redrawn, seeded.nextInt(ring.size()));
        if (seeded.nextBoolean()) {
            Collections.reverse(redrawn);
        }
        return redrawn;
    }

    /** By turns any place, a corner, the middle of an edge, a place on the meridian of a corner. */
    private static Place place(List<Drawn> zones, RandomGenerator seeded) {
        List<Place> ring = zones.get(seeded.nextInt(zones.size())).rings().get(0);
        int at = seeded.nextInt(ring.size());
        Place corner = ring.get(at);
        Place next = ring.get((at + 1) % ring.size());
        return switch (seeded.nextInt(4)) {
            case 0 ->
                new Place(corner.lng() + seeded.nextInt(-200, 200), clamped(corner.lat() + seeded.nextInt(-200, 200)));
            case 1 -> corner;
            case 2 -> new Place((corner.lng() + next.lng()) / 2, (corner.lat() + next.lat()) / 2);
            default -> new Place(corner.lng(), clamped(corner.lat() + seeded.nextInt(-200, 200)));
        };
    }

    private static long clamped(long lat) {
        return Math.max(-90 * UNITS_PER_DEGREE, Math.min(90 * UNITS_PER_DEGREE, lat));
    }
}
