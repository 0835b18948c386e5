package io.tripmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tripmill.run.RunReport;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.Trips;
import io.tripmill.testkit.SparkTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The paid rides of real taxis, in the folder that TRIPMILL_REAL_DATA names: trips by state are the occupied runs of the file, which
 * are found here once more, straight from its lines.
 */
@SparkTest
@Tag("full")
class RealTaxiRidesTest {
    private static final String FILE = "cabspotting_10taxis.csv.gz";

    private final EmbeddedLake lake;

    RealTaxiRidesTest(SparkSession spark, @TempDir Path folder) {
        this.lake = new EmbeddedLake(spark, folder);
    }

    @Test
    void occupiedRunsAreTripsByStateAsFarAsTheyLieInOneSession() throws IOException {
        Path file = file();
        Occupied byHalfHours = Occupied.of(file, Duration.ofMinutes(30));
        Occupied byFourHours = Occupied.of(file, Duration.ofHours(4));
        RunReport ingested = lake.run(
                JobCatalog.named("ingest-pings"),
                "--landing",
                file.toString(),
                "--format",
                "csv",
                "--provider-id",
                "p",
                "--columns",
                "device_id=id,timestamp=ts,lat=lat,lng=lon,vehicle_state=occupied");
        assertThat(ingested.rows()).isEqualTo(new RunReport.Rows(183_591, 183_591, 0, 0));

        lake.sessionize();

        List<Run> shifts = trips();
        assertThat(shifts).hasSize(1_023);
        assertThat(byHalfHours.whole).as("by geometry none is a trip").doesNotContainAnyElementsOf(shifts);
        assertThat(byHalfHours.whole.stream()
                        .filter(ride -> shifts.stream().anyMatch(ride::isWithin))
                        .count())
                .isEqualTo(7_463);

        lake.sessionize("--trip-source", "state", "--trip-states", "1", "--recompute", "full");

        assertThat(trips()).containsExactlyElementsOf(byHalfHours.inSessions).hasSize(7_545);
        assertThat(byHalfHours.whole).as("in the whole file").hasSize(7_524);
        assertThat(byHalfHours.cameBackWhole()).as("the others hold a silence").isEqualTo(7_503);
        assertThat(lake.read(Sessions.TABLE).count()).as("as by geometry").isEqualTo(570);

        lake.sessionize("--trip-source", "state", "--trip-states", "1", "--session-gap", "PT4H", "--recompute", "full");

        assertThat(trips()).containsExactlyElementsOf(byFourHours.inSessions).hasSize(7_542);
        assertThat(byFourHours.cameBackWhole())
                .as("the others are cut at midnight")
                .isEqualTo(7_506);
    }

    private List<Run> trips() {
        return lake.read(Trips.TABLE).collectAsList().stream()
                .map(row -> new Run(
                        row.getAs("device_id"),
                        Instant.parse(row.getAs("start_time").toString()),
                        Instant.parse(row.getAs("end_time").toString()),
                        row.<Long>getAs("ping_count")))
                .sorted(Run.ORDER)
                .toList();
    }

    private static Path file() {
        String folder = System.getenv("TRIPMILL_REAL_DATA");
        assumeThat(folder).as("TRIPMILL_REAL_DATA names no folder of real data").isNotBlank();
        Path file = Path.of(String.valueOf(folder)).resolve(FILE);
        assumeThat(file).as("no " + FILE + " in TRIPMILL_REAL_DATA").exists();
        return file;
    }

    private record Run(String taxi, Instant start, Instant end, long pings) {
        static final Comparator<Run> ORDER =
                Comparator.comparing(Run::taxi).thenComparing(Run::start).thenComparing(Run::end);

        boolean isWithin(Run other) {
            return taxi.equals(other.taxi) && !start.isBefore(other.start) && !end.isAfter(other.end);
        }
    }

    /**
     * The occupied runs of the file.
     *
     * @param whole from taking a passenger to the next free report, whatever lies between
     * @param inSessions parted where two neighbours are farther apart than the gap, and at every midnight (UTC) that is not the
     *     first since such a silence
     */
    private record Occupied(List<Run> whole, List<Run> inSessions) {
        static Occupied of(Path csv, Duration gap) throws IOException {
            Occupied found = new Occupied(new ArrayList<>(), new ArrayList<>());
            for (Map.Entry<String, TreeMap<Instant, Boolean>> taxi :
                    reports(csv).entrySet()) {
                found.whole.addAll(runs(taxi.getKey(), taxi.getValue(), Set.of()));
                found.inSessions.addAll(runs(taxi.getKey(), taxi.getValue(), sessionStarts(taxi.getValue(), gap)));
            }
            return found;
        }

        long cameBackWhole() {
            return inSessions.stream().filter(new HashSet<>(whole)::contains).count();
        }

        private static Set<Instant> sessionStarts(TreeMap<Instant, Boolean> reports, Duration gap) {
            Set<Instant> starts = new HashSet<>();
            Instant previous = reports.firstKey();
            LocalDate sinceSilence = date(previous);
            for (Instant at : reports.keySet()) {
                boolean isAfterSilence = Duration.between(previous, at).compareTo(gap) > 0;
                sinceSilence = isAfterSilence ? date(at) : sinceSilence;
                boolean isCut = date(at).isAfter(date(previous)) && date(at).isAfter(sinceSilence.plusDays(1));
                if (isAfterSilence || isCut) {
                    starts.add(at);
                }
                previous = at;
            }
            return starts;
        }

        private static List<Run> runs(String taxi, TreeMap<Instant, Boolean> reports, Set<Instant> partings) {
            List<Run> runs = new ArrayList<>();
            List<Instant> run = new ArrayList<>();
            reports.forEach((at, isOccupied) -> {
                if (!isOccupied || partings.contains(at)) {
                    end(taxi, run, runs);
                }
                if (isOccupied) {
                    run.add(at);
                }
            });
            end(taxi, run, runs);
            return runs;
        }

        private static void end(String taxi, List<Instant> run, List<Run> runs) {
            if (!run.isEmpty()) {
                runs.add(new Run(taxi, run.get(0), run.get(run.size() - 1), run.size()));
                run.clear();
            }
        }

        private static LocalDate date(Instant at) {
            return at.atZone(ZoneOffset.UTC).toLocalDate();
        }

        private static TreeMap<String, TreeMap<Instant, Boolean>> reports(Path csv) throws IOException {
            TreeMap<String, TreeMap<Instant, Boolean>> reports = new TreeMap<>();
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(Files.newInputStream(csv)), StandardCharsets.UTF_8))) {
                assertThat(lines.readLine()).isEqualTo("id,ts,lat,lon,occupied");
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String[] cells = line.split(",", -1);
                    reports.computeIfAbsent(cells[0], taxi -> new TreeMap<>())
                            .put(Instant.parse(cells[1]), cells[4].equals("1"));
                }
            }
            return reports;
        }
    }
}
