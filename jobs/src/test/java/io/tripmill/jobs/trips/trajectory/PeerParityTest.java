package io.tripmill.jobs.trips.trajectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tripmill.geo.Point;
import io.tripmill.jobs.trips.trajectory.PeerData.Fix;
import io.tripmill.jobs.trips.trajectory.PeerData.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Row by row what trackintel and movingpandas answer on the same points. */
class PeerParityTest {
    private static final Path BOUNDARY_CASES = Path.of("..", "testdata", "boundary_cases");
    private static final Offset<Double> A_BILLIONTH_DEGREE = within(1e-9);

    @Test
    void theBoundaryCasesHaveTheStaysAndTripsOfTrackintel() throws IOException {
        Map<String, List<Fix>> fixes = PeerData.fixes(BOUNDARY_CASES.resolve("boundary_cases.points.csv"));

        assertSameAsTrackintel(fixes, BOUNDARY_CASES, "boundary_cases");
    }

    @ParameterizedTest
    @ValueSource(strings = {"liverpool_bus", "mp_demo", "geolife_ti10", "geolife_sk"})
    void realTracesHaveTheStaysAndTripsOfTrackintel(String sample) throws IOException {
        Path data = realData();
        assumeTrue(
                Files.exists(staypoints(answers(data), sample)),
                () -> "beside the real data there is no answer of trackintel for " + sample);

        assertSameAsTrackintel(PeerData.fixes(data.resolve(sample + ".points.csv.gz")), answers(data), sample);
    }

    @Test
    void theBusesOfLiverpoolHaveTheSegmentsOfMovingpandas() throws IOException {
        Path data = realData();
        TrajectoryOptions options = TrajectoryOptions.defaults().withSessionGap(Duration.ofMinutes(5));
        // Of equal timestamps movingpandas keeps the first.
        Map<String, List<Fix>> fixes = PeerData.fixes(data.resolve("liverpool_bus.points.csv.gz"));
        fixes.values().forEach(PeerParityTest::keepFirstOfEachInstant);

        List<String> sessions = PeerData.sessionized(options, fixes).sessions.stream()
                .filter(session -> session.pingCount() > 1)
                .map(session -> row(
                        session.identity().deviceId(),
                        PeerData.iso(session.span().startUs()),
                        PeerData.iso(session.span().endUs()),
                        session.pingCount()))
                .toList();

        assertThat(sessions)
                .containsExactlyInAnyOrderElementsOf(
                        PeerData.rows(answers(data).resolve("liverpool_bus.movingpandas.gap300s.csv")).stream()
                                .map(segment -> row(
                                        segment.get("id"),
                                        segment.get("started_at"),
                                        segment.get("finished_at"),
                                        segment.get("n_points")))
                                .toList());
    }

    /** Counts as measured with trackintel on the same points. */
    @ParameterizedTest
    @CsvSource({"geolife_ti10, 343", "geolife_sk, 545"})
    void peopleHaveAsManyStaysAsTrackintelFinds(String sample, int stays) throws IOException {
        Path data = realData();
        Map<String, List<Fix>> fixes = PeerData.fixes(data.resolve(sample + ".points.csv.gz"));

        assertThat(PeerData.sessionized(TrajectoryOptions.trackintel(), fixes).stays)
                .hasSize(stays);
    }

    private static void assertSameAsTrackintel(Map<String, List<Fix>> fixes, Path answers, String name)
            throws IOException {
        Recorded ours = PeerData.sessionized(TrajectoryOptions.trackintel(), fixes);
        List<Row> staypoints = PeerData.rows(staypoints(answers, name));
        List<Row> trips = PeerData.rows(answers.resolve(name + ".trackintel.d100_t5_g15.trips.csv"));
        Map<String, String> staypointIds = new HashMap<>();

        assertThat(ours.stays.stream().map(PeerParityTest::row).toList())
                .containsExactlyInAnyOrderElementsOf(staypoints.stream()
                        .map(theirs -> row(
                                theirs.get("id"),
                                theirs.get("started_at"),
                                theirs.get("finished_at"),
                                theirs.get("n_points"),
                                theirs.get("is_activity").equals("True")))
                        .toList());
        for (Row theirs : staypoints) {
            StayRecord stay = only(ours.stays.stream()
                    .filter(s -> isAt(s.identity(), s.span(), theirs))
                    .toList());
            assertNear(stay.centre(), theirs.number("lat"), theirs.number("lon"));
            staypointIds.put(theirs.get("staypoint_id"), stay.identity().id());
        }

        assertThat(ours.trips.stream()
                        .map(trip -> row(trip.identity(), trip.span()))
                        .toList())
                .containsExactlyInAnyOrderElementsOf(trips.stream()
                        .map(theirs -> row(theirs.get("id"), theirs.get("started_at"), theirs.get("finished_at")))
                        .toList());
        for (Row theirs : trips) {
            TripRecord trip = only(ours.trips.stream()
                    .filter(t -> isAt(t.identity(), t.span(), theirs))
                    .toList());
            assertNear(trip.start(), theirs.number("o_lat"), theirs.number("o_lon"));
            assertNear(trip.end(), theirs.number("d_lat"), theirs.number("d_lon"));
            assertThat(trip.originStayId()).isEqualTo(ours(staypointIds, theirs.get("origin_staypoint_id")));
            assertThat(trip.destinationStayId()).isEqualTo(ours(staypointIds, theirs.get("destination_staypoint_id")));
        }
    }

    private static Path realData() {
        String folder = System.getenv("TRIPMILL_REAL_DATA");
        assumeTrue(folder != null, "real data are compared only where TRIPMILL_REAL_DATA names their folder");
        Path data = Path.of(folder);
        assumeTrue(Files.isDirectory(data), () -> "TRIPMILL_REAL_DATA names no folder: " + data);
        return data;
    }

    private static Path staypoints(Path answers, String name) {
        return answers.resolve(name + ".trackintel.d100_t5_g15.staypoints.csv");
    }

    private static Path answers(Path data) {
        return data.resolveSibling("golden");
    }

    private static void keepFirstOfEachInstant(List<Fix> fixes) {
        for (int i = fixes.size() - 1; i > 0; i--) {
            if (fixes.get(i).timestampUs() == fixes.get(i - 1).timestampUs()) {
                fixes.remove(i);
            }
        }
    }

    private static String row(StayRecord stay) {
        boolean isActivity = stay.span().durationS() > Duration.ofMinutes(15).toSeconds();
        return row(stay.identity(), stay.span()) + " " + stay.pingCount() + " " + isActivity;
    }

    private static String row(RowIdentity identity, Span span) {
        return row(identity.deviceId(), PeerData.iso(span.startUs()), PeerData.iso(span.endUs()));
    }

    private static String row(@Nullable Object... values) {
        StringBuilder row = new StringBuilder();
        for (Object value : values) {
            row.append(row.length() == 0 ? "" : " ").append(value);
        }
        return row.toString();
    }

    private static boolean isAt(RowIdentity identity, Span span, Row theirs) {
        return row(identity, span).equals(row(theirs.get("id"), theirs.get("started_at"), theirs.get("finished_at")));
    }

    private static <T> T only(List<T> found) {
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static void assertNear(Point ours, double lat, double lng) {
        assertThat(ours.lat()).isCloseTo(lat, A_BILLIONTH_DEGREE);
        assertThat(ours.lng()).isCloseTo(lng, A_BILLIONTH_DEGREE);
    }

    /** Our id for trackintel's, which is written as a float; null for none. */
    private static @Nullable String ours(Map<String, String> staypointIds, String theirs) {
        return theirs.isEmpty() ? null : staypointIds.get(String.valueOf((int) Double.parseDouble(theirs)));
    }
}
