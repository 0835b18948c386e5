package io.tripmill.jobs.trips.packed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.testkit.Property;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FragmentPackerTest {
    /** What one ping may add at most: an entry of a new time line, and the first bytes or the doubled ones of a fragment. */
    private static final long ONE_PING = 2_048;

    @Test
    void aTaskHoldsNoMoreThanItsLimit() {
        Property.check(20, random -> {
            PackingLimits limits =
                    new PackingLimits(random.nextInt(1, 2_000), random.nextInt(1, 40), random.nextInt(1, 200_000));
            int devices = random.nextInt(1, 2_000);
            Feed feed = new Feed(20_000, (ping, index) -> {
                ping.timeUs = random.nextBoolean() ? index : -index;
                return "device-" + random.nextInt(devices);
            });
            FragmentPacker packer = new FragmentPacker(feed, limits);
            while (packer.hasNext()) {
                assertThat(packer.heldBytes()).isLessThan(limits.taskBytes() + ONE_PING);
                packer.next();
            }

            assertThat(feed.index).isEqualTo(20_000);
            assertThat(packer.heldBytes()).isZero();
        });
    }

    @Test
    void eachFragmentIsOfOneTimelineAndSorted() {
        List<Fragment> fragments = new ArrayList<>();
        new FragmentPacker(
                        new Feed(5_000, (ping, index) -> {
                            ping.timeUs = index ^ 5;
                            return "device-" + index % 3;
                        }),
                        new PackingLimits(200, 7, 1 << 20))
                .forEachRemaining(fragments::add);

        Set<Long> seen = new HashSet<>();
        for (Fragment fragment : fragments) {
            FragmentReader reader = new FragmentReader(fragment.bytes());
            long before = fragment.firstUs();
            while (reader.advance()) {
                long timeUs = reader.ping().timeUs;
                assertThat(timeUs).isGreaterThanOrEqualTo(before);
                assertThat(fragment.key().deviceId()).isEqualTo("device-" + (timeUs ^ 5) % 3);
                assertThat(seen.add(timeUs)).isTrue();
                before = timeUs;
            }
        }
        assertThat(seen).hasSize(5_000);
    }

    @Test
    void aFeedThatGivesTheNewestFirstMakesFewFragments() {
        Map<Long, Fragment> fragments = new HashMap<>();
        new FragmentPacker(
                        new Feed(10_000, (ping, index) -> {
                            ping.timeUs = -index * 1_000_000L;
                            return "device";
                        }),
                        PackingLimits.DEFAULT)
                .forEachRemaining(fragment -> fragments.put(fragment.firstUs(), fragment));

        assertThat(fragments).hasSizeLessThan(12);
        assertThat(fragments.values().stream()
                        .mapToInt(fragment -> fragment.bytes().length)
                        .sum())
                .isLessThan(10_000 * 5);
    }

    /** Fills in the time of a ping, and says whose it is. */
    @FunctionalInterface
    private interface Filling {
        String deviceOf(PingValues ping, long index);
    }

    private static final class Feed implements PingReader {
        private final PingValues ping = new PingValues();
        private final int count;
        private final Filling filling;
        private long index;

        Feed(int count, Filling filling) {
            this.count = count;
            this.filling = filling;
        }

        @Override
        public boolean readInto(FragmentPacker packer) {
            if (index == count) {
                return false;
            }
            String device = filling.deviceOf(ping, index);
            packer.add(packer.of(new TimelineKey("acme", device)), ping);
            index++;
            return true;
        }
    }
}
