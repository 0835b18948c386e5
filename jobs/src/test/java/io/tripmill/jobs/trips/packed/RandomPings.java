package io.tripmill.jobs.trips.packed;

import io.tripmill.jobs.trips.trajectory.Attributes;
import io.tripmill.jobs.trips.trajectory.DeviceTimeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Pings of one device as no feed would send them, but might: each value comes from a mix of the plain and the extreme. */
final class RandomPings {
    private static final double[] EXTREMES = {
        0.0,
        -0.0,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Math.nextUp(52.5),
        Math.nextDown(-180.0),
        90,
        -180,
        1e-7,
        5e-8,
        214.7483648,
        922_337_203_685.4775,
        Double.POSITIVE_INFINITY,
    };
    private static final long YEAR_2000_US = 946_684_800_000_000L;
    private static final long YEAR_9999_US = 253_402_300_799_999_999L;
    private static final long[] STEPS_US = {0, 0, 0, 1, 999, 1_000, 5_000_000, 61_000_001, 86_400_000_000L};

    private RandomPings() {}

    /** Pings in no order, some of them equal in time, place or all. */
    static List<PingValues> some(RandomGenerator random, int count) {
        List<PingValues> pings = new ArrayList<>();
        PingValues ping = new PingValues();
        ping.timeUs = random.nextLong(YEAR_2000_US, YEAR_9999_US);
        for (int i = 0; i < count; i++) {
            if (random.nextInt(4) > 0) {
                change(ping, random);
            }
            pings.add(copyOf(ping));
        }
        return pings;
    }

    static PingValues copyOf(PingValues ping) {
        PingValues copy = new PingValues();
        copy.set(ping);
        return copy;
    }

    private static void change(PingValues ping, RandomGenerator random) {
        if (random.nextInt(50) == 0) {
            ping.timeUs = random.nextLong(YEAR_2000_US, YEAR_9999_US);
        } else {
            long stepUs = STEPS_US[random.nextInt(STEPS_US.length)];
            ping.timeUs += random.nextInt(5) == 0 ? -stepUs : stepUs;
        }
        if (random.nextBoolean()) {
            ping.lat = degrees(random, ping.lat);
            ping.lng = degrees(random, ping.lng);
        }
        ping.speedMps = speed(random);
        ping.hasSourceSeq = random.nextInt(3) > 0;
        if (ping.hasSourceSeq) {
            ping.sourceSeq = random.nextInt(10) == 0 ? random.nextLong() : ping.sourceSeq + random.nextInt(3);
        } else {
            ping.sourceSeq = 0;
        }
        if (random.nextInt(4) == 0) {
            ping.batteryPercent = random.nextBoolean() ? random.nextInt(101) : DeviceTimeline.NO_BATTERY;
        }
        if (random.nextInt(4) == 0) {
            ping.attributes = attributes(random);
        }
    }

    private static double degrees(RandomGenerator random, double before) {
        return switch (random.nextInt(6)) {
            case 0 -> EXTREMES[random.nextInt(EXTREMES.length)];
            case 1 -> random.nextDouble(-180, 180);
            case 2 -> Math.rint(random.nextDouble(-180, 180) * 1e5) / 1e5;
            case 3 -> (float) random.nextDouble(-180, 180);
            default -> Math.rint((before % 180 + random.nextDouble(-1e-3, 1e-3)) * 1e7) / 1e7;
        };
    }

    private static double speed(RandomGenerator random) {
        return switch (random.nextInt(6)) {
            case 0 -> Double.NaN;
            case 1 -> EXTREMES[random.nextInt(EXTREMES.length)];
            case 2 -> random.nextDouble() * 30;
            case 3 -> (float) (random.nextInt(3000) / 100.0);
            default -> random.nextInt(3000) / 100.0;
        };
    }

    private static Attributes attributes(RandomGenerator random) {
        return new Attributes(
                text(random),
                text(random),
                text(random),
                random.nextBoolean() ? List.of() : Arrays.asList("trip-" + random.nextInt(3), "Straßenbahn"),
                text(random));
    }

    private static @Nullable String text(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> "";
            default -> "v\u00e4rde \ud83d\ude8b ".repeat(random.nextInt(30)) + random.nextInt(3);
        };
    }
}
