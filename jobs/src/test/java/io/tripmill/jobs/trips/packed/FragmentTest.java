package io.tripmill.jobs.trips.packed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.testkit.Property;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FragmentTest {
    private static final TimelineKey KEY = new TimelineKey("acme", "bus-7");

    @Test
    void everyPingComesBackBitByBit() {
        Property.check(2_000, random -> {
            List<PingValues> pings = RandomPings.some(random, random.nextInt(1, 60));
            Collections.sort(pings);
            FragmentWriter writer = new FragmentWriter();

            // Twice, for a writer starts afresh with each fragment.
            assertThat(read(written(writer, pings))).isEqualTo(shown(pings));
            assertThat(read(written(writer, pings))).isEqualTo(shown(pings));
        });
    }

    @Test
    void differencesOfTimeMayWrapAround() {
        FragmentWriter writer = new FragmentWriter();
        List<PingValues> pings = new ArrayList<>();
        for (long timeUs : new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE, Long.MAX_VALUE}) {
            PingValues ping = new PingValues();
            ping.timeUs = timeUs;
            pings.add(ping);
        }

        assertThat(read(written(writer, pings))).isEqualTo(shown(pings));
    }

    @Test
    void aPingOfAPlainFeedTakesSevenBytesAtMost() {
        FragmentWriter writer = new FragmentWriter();
        PingValues ping = new PingValues();
        ping.timeUs = 1_772_323_200_000_000L;
        int pings = 1_000;
        for (int i = 0; i < pings; i++) {
            ping.timeUs += 5_000_000;
            ping.lat = (525_000_000 + 4_321L * i) / 1e7;
            ping.lng = (134_000_000 - 5_432L * (i % 2)) / 1e7;
            ping.speedMps = (800 + 60 * (i % 2)) / 100.0;
            writer.append(ping);
        }

        assertThat(writer.take(KEY).bytes().length).isLessThanOrEqualTo(8 + 7 * pings + 8);
    }

    private static Fragment written(FragmentWriter writer, List<PingValues> pings) {
        for (PingValues ping : pings) {
            assertThat(writer.canAppend(ping)).isTrue();
            writer.append(ping);
        }
        return writer.take(KEY);
    }

    private static List<String> read(Fragment fragment) {
        FragmentReader reader = new FragmentReader(fragment.bytes());
        List<String> pings = new ArrayList<>();
        while (reader.advance()) {
            pings.add(ShownPing.of(reader.ping()));
        }
        return pings;
    }

    private static List<String> shown(List<PingValues> pings) {
        return pings.stream().map(ShownPing::of).toList();
    }
}
