package io.tripmill.jobs.local.city;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CityTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final CityPlan TINY = new CityPlan(10, 1, 7, BERLIN, LocalDate.of(2026, 10, 25));

    /** A city in memory. */
    private static final class MemoryFolder implements CityFolder {
        private final Map<String, ByteArrayOutputStream> files = new TreeMap<>();
        private final Map<String, Instant> dates = new TreeMap<>();

        static MemoryFolder of(CityPlan plan) throws IOException {
            MemoryFolder folder = new MemoryFolder();
            City.write(plan, folder);
            return folder;
        }

        @Override
        public OutputStream create(String path) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            assertThat(files.put(path, file)).as(path).isNull();
            return file;
        }

        @Override
        public void date(String path, long epochMs) {
            dates.put(path, Instant.ofEpochMilli(epochMs));
        }

        /** Of all paths and bytes. */
        String sha256() {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                files.forEach((path, file) -> {
                    byte[] name = path.getBytes(UTF_8);
                    digest.update(ByteBuffer.allocate(8)
                            .putInt(name.length)
                            .putInt(file.size())
                            .array());
                    digest.update(name);
                    digest.update(file.toByteArray());
                });
                return HexFormat.of().formatHex(digest.digest());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        List<String> lines(String path) {
            return requireNonNull(files.get(path), path).toString(UTF_8).lines().toList();
        }
    }

    /** If this fails, cities of old are gone: say so where a seed is named. */
    @Test
    void aSeedMeansTheSameBytesForGood() throws IOException {
        assertThat(MemoryFolder.of(TINY).sha256())
                .isEqualTo("a516d9428db937cd3d2e380a271053cebf79c12db2e6b6d37065d3c3ccead6f1");
    }

    @Test
    void theBytesDependOnNeitherLocaleNorTimeZoneOfTheMachine() throws IOException {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        String here = MemoryFolder.of(TINY).sha256();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
            assertThat(MemoryFolder.of(TINY).sha256()).isEqualTo(here);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void anotherSeedIsAnotherCity() throws IOException {
        MemoryFolder one = MemoryFolder.of(TINY);
        MemoryFolder other = MemoryFolder.of(new CityPlan(10, 1, 8, BERLIN, LocalDate.of(2026, 10, 25)));

        assertThat(one.lines("truth/trips.csv"))
                .doesNotContainAnyElementsOf(other.lines("truth/trips.csv").subList(1, 20));
    }

    @Test
    void moreVehiclesLeaveTheOthersAsTheyWere() throws IOException {
        MemoryFolder more = MemoryFolder.of(new CityPlan(11, 1, 7, BERLIN, LocalDate.of(2026, 10, 25)));

        assertThat(more.lines("truth/trips.csv"))
                .containsAll(MemoryFolder.of(TINY).lines("truth/trips.csv"));
    }

    @Test
    void aFileHoldsWhatArrivedInItsHourAndIsDatedAtItsEnd() throws IOException {
        MemoryFolder folder = MemoryFolder.of(TINY);
        String path = "landing/2026/10/25/09/part-0.jsonl";

        assertThat(folder.dates).containsEntry(path, Instant.parse("2026-10-25T10:00:00Z"));
        assertThat(folder.dates.keySet()).isEqualTo(landed(folder));
        List<Instant> arrivals = folder.lines(path).stream()
                .filter(line -> line.contains("\"ingest_time\":"))
                .map(line -> line.replaceAll(".*\"ingest_time\":(\\d+)}.*", "$1"))
                .map(ms -> Instant.ofEpochMilli(Long.parseLong(ms)))
                .toList();
        assertThat(arrivals).isSorted().hasSizeGreaterThan(100);
        assertThat(arrivals.get(0)).isAfterOrEqualTo(Instant.parse("2026-10-25T09:00:00Z"));
        assertThat(arrivals.get(arrivals.size() - 1)).isBefore(Instant.parse("2026-10-25T10:00:00Z"));
    }

    @Test
    void aVehicleIsAtOnePlaceAtATime() throws IOException {
        Map<String, String[]> last = new HashMap<>();
        for (String line : MemoryFolder.of(TINY).lines("truth/trips.csv").subList(1, 100)) {
            String[] trip = line.split(",", -1);
            String[] before = last.put(trip[1], trip);
            assertThat(Instant.parse(trip[3])).isAfter(Instant.parse(trip[2]));
            if (before != null) {
                assertThat(Duration.between(Instant.parse(before[3]), Instant.parse(trip[2])))
                        .as(line)
                        .isGreaterThanOrEqualTo(Duration.ofMinutes(3));
                assertThat(List.of(trip[4], trip[5])).as(line).isEqualTo(List.of(before[6], before[7]));
            }
        }
    }

    @Test
    void theMorningComesAnHourLaterInUtcOnceTheClocksHaveChanged() {
        Demand morningOnly =
                new Demand(List.of(0.0, 0.0, 1000.0, 0.0, 0.0, 0.0), List.of(0.0, 0.0, 1000.0, 0.0, 0.0, 0.0));
        LocalClock clock = new LocalClock(BERLIN);
        Dice dice = Dice.of(1, "test", 1);

        long before =
                morningOnly.takenAtMs(Instant.parse("2026-10-23T22:00:00Z").toEpochMilli(), clock, dice);
        long after = morningOnly.takenAtMs(Instant.parse("2026-10-24T22:00:00Z").toEpochMilli(), clock, dice);

        assertThat(Instant.ofEpochMilli(before)).isBetween("2026-10-24T05:00:00Z", "2026-10-24T05:15:00Z");
        assertThat(Instant.ofEpochMilli(after)).isBetween("2026-10-25T06:00:00Z", "2026-10-25T06:15:00Z");
    }

    private static Set<String> landed(MemoryFolder folder) {
        return folder.files.keySet().stream()
                .filter(path -> path.startsWith("landing"))
                .collect(Collectors.toSet());
    }
}
