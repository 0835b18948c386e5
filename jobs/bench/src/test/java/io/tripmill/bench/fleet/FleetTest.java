package io.tripmill.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FleetTest {
    private static final Fleet FLEET = new Fleet(200_000, 7, 0);
    private static final List<FleetPing> PINGS = pings(FLEET);

    @Test
    void aFleetIsAsLargeAsAskedFor() {
        assertThat((double) PINGS.size()).isCloseTo(200_000, within(20_000.0));
    }

    @Test
    void aSeedMeansThePings() {
        assertThat(new Fleet(200_000, 7, 0).arrivals(1)).isEqualTo(FLEET.arrivals(1));
        assertThat(new Fleet(200_000, 8, 0).arrivals(1)).isNotEqualTo(FLEET.arrivals(1));
    }

    @Test
    void filesAreInTheOrderOfArrivalAndDevicesInterleaved() {
        List<FleetPing> file = FLEET.arrivals(1);
        assertThat(file).isSortedAccordingTo(Comparator.comparingLong(FleetPing::arrivalUs));
        assertThat(file.subList(0, 200).stream().map(FleetPing::deviceId).distinct())
                .hasSizeGreaterThan(10);
    }

    @Test
    void twoOfAHundredAreLate() {
        long late = PINGS.stream()
                .filter(ping -> ping.arrivalUs() - ping.timestampUs() >= 60_000_000)
                .count();
        // Half of the copies are late, too.
        assertThat((double) late / PINGS.size()).isCloseTo(0.0225, within(0.003));
    }

    @Test
    void oneOfTwoHundredComesTwiceAlikeInAllColumns() {
        Set<List<Object>> keys = new HashSet<>();
        Set<List<Object>> rows = new HashSet<>();
        for (FleetPing ping : PINGS) {
            keys.add(List.of(ping.device(), ping.timestampUs()));
            rows.add(List.of(ping.device(), ping.timestampUs(), ping.lat(), ping.lng(), ping.speedMps()));
        }
        assertThat((double) (PINGS.size() - keys.size()) / PINGS.size()).isCloseTo(0.005, within(0.001));
        assertThat(rows).hasSameSizeAs(keys);
    }

    @Test
    void silencesOfExactlyFiveMinutesOccur() {
        assertThat(timesByDevice().values()).anyMatch(times -> times.stream().anyMatch(time -> {
            Long next = times.higher(time);
            return next != null && next - time == 300_000_000L;
        }));
    }

    @Test
    void decimalsAreThoseOfAReceiver() {
        assertThat(PINGS).allMatch(ping -> Math.round(ping.lat() * 1e7) / 1e7 == ping.lat());
        assertThat(PINGS).allMatch(ping -> Math.round(ping.speedMps() * 100) / 100f == ping.speedMps());
    }

    @Test
    void oneDeviceSendsItsShareOfASkewedFleet() {
        List<FleetPing> skewed = pings(new Fleet(200_000, 7, 20));
        long ofOne = skewed.stream().filter(ping -> ping.device() == 0).count();
        assertThat((double) ofOne / skewed.size()).isCloseTo(0.2, within(0.04));
        assertThat((double) skewed.size()).isCloseTo(200_000, within(20_000.0));
    }

    private static Map<Integer, NavigableSet<Long>> timesByDevice() {
        Map<Integer, NavigableSet<Long>> times = new TreeMap<>();
        PINGS.forEach(ping ->
                times.computeIfAbsent(ping.device(), device -> new TreeSet<>()).add(ping.timestampUs()));
        return times;
    }

    private static List<FleetPing> pings(Fleet fleet) {
        List<FleetPing> pings = new ArrayList<>();
        for (int file = 0; file < fleet.files(); file++) {
            pings.addAll(fleet.arrivals(file));
        }
        return pings;
    }
}
