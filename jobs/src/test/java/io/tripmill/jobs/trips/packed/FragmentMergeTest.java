package io.tripmill.jobs.trips.packed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.geo.Point;
import io.tripmill.testkit.Property;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FragmentMergeTest {
    private static final TimelineKey KEY = new TimelineKey("acme", "bus-7");

    @Test
    void howPingsAreSplitAndOrderedDoesNotShow() {
        Property.check(1_500, random -> {
            List<PingValues> pings = RandomPings.some(random, random.nextInt(1, 120));
            List<String> expected = sortedAndOnce(pings);

            assertThat(merged(packed(random, pings))).isEqualTo(expected);
            Collections.sort(pings, Collections.reverseOrder());
            assertThat(merged(packed(random, pings))).as("the newest first").isEqualTo(expected);
            Collections.shuffle(pings, new Random(random.nextLong()));
            assertThat(merged(packed(random, pings))).as("shuffled").isEqualTo(expected);
        });
    }

    @Test
    void ofOneInstantAndPlaceTheLeastCounts() {
        List<PingValues> pings = List.of(
                ping(7, 35, 3L), ping(7, 36, 2L), ping(7, 35, null), ping(7, 35, 1L), ping(7, 36, 4L), ping(8, 35, 9L));

        assertThat(merged(packed(pings, PackingLimits.DEFAULT)))
                .isEqualTo(List.of(ping(7, 35, 1L), ping(7, 36, 2L), ping(8, 35, 9L)).stream()
                        .map(ShownPing::of)
                        .toList());
    }

    @Test
    void aFragmentIsOpenedWhenTheMergeComesToIt() {
        List<Fragment> fragments = new ArrayList<>();
        for (int day = 0; day < 5; day++) {
            fragments.addAll(packed(
                    List.of(ping(day * 100L, 35, null), ping(day * 100L + 99, 36, null)), PackingLimits.DEFAULT));
        }
        AtomicInteger taken = new AtomicInteger();
        FragmentMerge merge =
                new FragmentMerge(() -> taken.get() < fragments.size() ? fragments.get(taken.getAndIncrement()) : null);

        for (int read = 0; read < 10; read++) {
            assertThat(merge.next()).isNotNull();
            assertThat(taken.get())
                    .as("the one that is read, and the one after")
                    .isEqualTo(Math.min(5, read / 2 + 2));
        }
        assertThat(merge.next()).isNull();
    }

    private static PingValues ping(long timeUs, double lat, @Nullable Long sourceSeq) {
        PingValues ping = new PingValues();
        ping.timeUs = timeUs;
        ping.lat = lat;
        ping.hasSourceSeq = sourceSeq != null;
        ping.sourceSeq = sourceSeq == null ? 0 : sourceSeq;
        return ping;
    }

    /** The definition, in a few lines. */
    private static List<String> sortedAndOnce(List<PingValues> pings) {
        List<PingValues> sorted = new ArrayList<>(pings);
        Collections.sort(sorted);
        Set<List<Object>> seen = new HashSet<>();
        return sorted.stream()
                .filter(ping -> seen.add(List.of(ping.timeUs, new Point(ping.lat, ping.lng))))
                .map(ShownPing::of)
                .toList();
    }

    /** Dealt to up to four tasks, each with limits of its own. */
    private static List<Fragment> packed(RandomGenerator random, List<PingValues> pings) {
        int tasks = random.nextInt(1, 5);
        List<List<PingValues>> hands = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            hands.add(new ArrayList<>());
        }
        pings.forEach(ping -> hands.get(random.nextInt(tasks)).add(ping));
        List<Fragment> fragments = new ArrayList<>();
        for (List<PingValues> hand : hands) {
            PackingLimits limits = random.nextInt(4) == 0
                    ? new PackingLimits(1, 1, 1)
                    : new PackingLimits(random.nextInt(1, 500), random.nextInt(1, 40), random.nextInt(1, 5_000));
            fragments.addAll(packed(hand, limits));
        }
        return fragments;
    }

    private static List<Fragment> packed(List<PingValues> pings, PackingLimits limits) {
        Iterator<PingValues> left = pings.iterator();
        FragmentPacker packer = new FragmentPacker(
                into -> {
                    if (!left.hasNext()) {
                        return false;
                    }
                    into.add(into.of(KEY), left.next());
                    return true;
                },
                limits);
        List<Fragment> fragments = new ArrayList<>();
        packer.forEachRemaining(fragments::add);
        return fragments;
    }

    private static List<String> merged(List<Fragment> fragments) {
        Iterator<Fragment> byFirst = fragments.stream()
                .sorted(Comparator.comparingLong(Fragment::firstUs))
                .iterator();
        FragmentMerge merge = new FragmentMerge(() -> byFirst.hasNext() ? byFirst.next() : null);
        List<String> pings = new ArrayList<>();
        for (PingValues ping = merge.next(); ping != null; ping = merge.next()) {
            pings.add(ShownPing.of(ping));
        }
        return pings;
    }
}
