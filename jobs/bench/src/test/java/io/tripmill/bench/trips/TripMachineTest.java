package io.tripmill.bench.trips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Both sides of each rule; pings are written as seconds and metres a second. */
class TripMachineTest {
    private static final double MOVING = 5;
    private static final double SLOW = 0.49;

    private final List<Row> trips = new ArrayList<>();
    private final TripMachine machine = new TripMachine("d", trips::add);

    @Test
    void aSilenceOfExactlyFiveMinutesIsInsideATrip() {
        assertThat(pings(at(0, MOVING), at(300, MOVING))).containsExactly("0-300: 2");
    }

    @Test
    void aMicrosecondMoreEndsIt() {
        machine.ping(0, 52, 13, MOVING);
        machine.ping(300_000_001, 52, 13, MOVING);
        machine.end();
        assertThat(trips).hasSize(2);
    }

    @Test
    void aStandOfExactlyThreeMinutesIsCutOutWithItsFirstAndLastPing() {
        assertThat(pings(at(0, MOVING), at(60, SLOW), at(150, SLOW), at(240, SLOW), at(250, MOVING), at(260, MOVING)))
                .containsExactly("0-0: 1", "250-260: 2");
    }

    @Test
    void aShorterStandBelongsToItsTrip() {
        assertThat(pings(at(0, MOVING), at(60, SLOW), at(239, SLOW), at(250, MOVING)))
                .containsExactly("0-250: 4");
    }

    @Test
    void aShortStandAtTheEdgeBelongsToItsTrip() {
        assertThat(pings(at(0, SLOW), at(10, MOVING), at(20, SLOW), at(100, SLOW)))
                .containsExactly("0-100: 4");
    }

    @Test
    void halfAMetreASecondMoves() {
        assertThat(pings(at(0, 0.5), at(100, 0.5), at(200, 0.5))).containsExactly("0-200: 3");
    }

    @Test
    void aSilenceEndsAStand() {
        assertThat(pings(at(0, SLOW), at(100, SLOW), at(401, SLOW), at(500, SLOW)))
                .containsExactly("0-100: 2", "401-500: 2");
    }

    @Test
    void aStopGoesOnUntilTheDeviceMoves() {
        assertThat(pings(at(0, SLOW), at(180, SLOW), at(300, SLOW), at(400, MOVING), at(410, SLOW)))
                .containsExactly("400-410: 2");
    }

    @Test
    void aStopEndsInASilence() {
        assertThat(pings(at(0, SLOW), at(180, SLOW), at(600, SLOW), at(610, MOVING)))
                .containsExactly("600-610: 2");
    }

    @Test
    void anInstantCountsOnce() {
        assertThat(pings(at(0, MOVING), at(10, MOVING), at(10, MOVING), at(20, MOVING)))
                .containsExactly("0-20: 3");
    }

    @Test
    void theFirstPingAtTimeZeroCountsOnceToo() {
        assertThat(pings(at(0, MOVING), at(0, MOVING))).containsExactly("0-0: 1");
    }

    @Test
    void noPingNoTrip() {
        assertThat(pings()).isEmpty();
    }

    @Test
    void legsBesideAStopBelongToNoTrip() {
        machine.ping(0, 52.0, 13, MOVING);
        machine.ping(seconds(10), 52.001, 13, 7);
        machine.ping(seconds(20), 52.002, 13.001, SLOW);
        machine.ping(seconds(200), 52.002, 13.001, SLOW);
        machine.ping(seconds(210), 52.003, 13, MOVING);
        machine.end();
        Row trip = trips.get(0);
        // A thousandth of a degree of a meridian of 6,371,008.8 m.
        assertThat(value(trip, "distance_m")).isCloseTo(111.195, within(0.001));
        assertThat(value(trip, "duration_s")).isEqualTo(10);
        assertThat(value(trip, "moving_time_s")).isEqualTo(10);
        assertThat(value(trip, "avg_speed_mps")).isCloseTo(11.1195, within(0.0001));
        assertThat(value(trip, "max_speed_mps")).isEqualTo(7);
        assertThat(value(trip, "min_lat")).isEqualTo(52.0);
        assertThat(value(trip, "max_lat")).isEqualTo(52.001);
        assertThat(value(trip, "max_lng")).isEqualTo(13);
        Row lone = trips.get(1);
        assertThat(value(lone, "distance_m")).isZero();
        assertThat(lone.isNullAt(columnOf("avg_speed_mps"))).isTrue();
    }

    @Test
    void timeBeforeASlowPingDoesNotMove() {
        machine.ping(0, 52, 13, MOVING);
        machine.ping(seconds(10), 52, 13, SLOW);
        machine.ping(seconds(30), 52, 13, MOVING);
        machine.end();
        assertThat(value(trips.get(0), "moving_time_s")).isEqualTo(20);
    }

    private record Given(long timeUs, double speedMps) {}

    private static Given at(long second, double speedMps) {
        return new Given(seconds(second), speedMps);
    }

    private static long seconds(long count) {
        return count * 1_000_000;
    }

    private List<String> pings(Given... pings) {
        for (Given ping : pings) {
            machine.ping(ping.timeUs(), 52, 13, ping.speedMps());
        }
        machine.end();
        return trips.stream()
                .map(trip -> "%d-%d: %d"
                        .formatted(
                                trip.getLong(columnOf("start_us")) / 1_000_000,
                                trip.getLong(columnOf("end_us")) / 1_000_000,
                                trip.getLong(columnOf("ping_count"))))
                .toList();
    }

    private static double value(Row trip, String column) {
        return trip.getDouble(columnOf(column));
    }

    private static int columnOf(String name) {
        return TripColumns.SCHEMA.fieldIndex(name);
    }
}
