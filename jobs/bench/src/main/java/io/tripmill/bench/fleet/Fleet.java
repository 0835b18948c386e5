package io.tripmill.bench.fleet;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * A fleet from a seed. Its pings come in files of about six hours of arrival each, devices interleaved, in the order of arrival: 2 %
 * are late, by up to a day; 0.5 % come twice, alike in all columns, the copy in whatever file it arrives. Devices send every 5, 15, 30
 * or 60 seconds. Half of them send on the full second, so that silences of exactly five minutes and stands of exactly three occur.
 *
 * @param pings how many pings there are, within some percent
 * @param seed which fleet: the same pings on every machine
 * @param skewPercent the share of all pings that one device sends, in percent; 0 for a fleet without such a device
 */
public record Fleet(long pings, long seed, int skewPercent) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** When the first ping is sent, 2026-03-02T00:00:00Z, a Monday. */
    public static final long START_US = 1_772_409_600_000_000L;

    private static final long FILE_MS = 6 * 3_600_000L;
    private static final int HALF_HOURS_A_FILE = 12;
    private static final int MOST_FILES = 27;
    private static final int LEAST_PINGS_A_FILE = 50_000;
    private static final int LONGEST_DELAY_MS = 86_400_000 - 60_000;
    private static final int FILES_OF_A_DELAY = 4;

    /** A quarter of all half hours are silent. */
    private static final double SHARE_SENDING = 0.75;

    public Fleet {
        if (pings < 1_000) {
            throw new IllegalArgumentException("a fleet has at least 1000 pings, not " + pings);
        }
        if (skewPercent < 0 || skewPercent > 90) {
            throw new IllegalArgumentException("one device sends 0 to 90 % of the pings, not " + skewPercent);
        }
    }

    public int files() {
        return (int) Math.max(2, Math.min(MOST_FILES, pings / LEAST_PINGS_A_FILE));
    }

    /** As many as it takes to send so many pings. */
    public int devices() {
        double sendingMs = files() * FILE_MS * SHARE_SENDING;
        double sent = 0;
        int devices = 0;
        while (sent < pings) {
            sent += sendingMs / intervalMs(devices);
            devices++;
        }
        return devices;
    }

    /** The pings that arrive in one file's six hours, in the order of arrival; the last file has all that arrive later, too. */
    public List<FleetPing> arrivals(int file) {
        int devices = devices();
        List<FleetPing> arrivals = new ArrayList<>();
        for (int sent = Math.max(0, file - FILES_OF_A_DELAY); sent <= file; sent++) {
            for (int device = 0; device < devices; device++) {
                send(device, sent, ping -> {
                    if (fileOf(ping) == file) {
                        arrivals.add(ping);
                    }
                });
            }
        }
        arrivals.sort(Comparator.comparingLong(FleetPing::arrivalUs).thenComparingInt(FleetPing::device));
        return arrivals;
    }

    private int fileOf(FleetPing ping) {
        return (int) Math.min(files() - 1, (ping.arrivalUs() - START_US) / (FILE_MS * 1000));
    }

    private void send(int device, int file, Consumer<FleetPing> arrivals) {
        int intervalMs = intervalMs(device);
        for (long number = (long) file * HALF_HOURS_A_FILE; number < (file + 1L) * HALF_HOURS_A_FILE; number++) {
            HalfHour halfHour = HalfHour.of(seed, device, number);
            for (int ms = 0; ms < HalfHour.LENGTH_MS; ms += intervalMs) {
                if (halfHour.isSending(ms)) {
                    send(device, number, halfHour, ms, arrivals);
                }
            }
        }
    }

    private void send(int device, long number, HalfHour halfHour, int ms, Consumer<FleetPing> arrivals) {
        long roll = Dice.mixed(seed + 1, device, number * HalfHour.LENGTH_MS + ms);
        boolean isMoving = halfHour.isMoving(ms);
        int jitterMs = device % 2 == 0 ? 0 : Dice.below(200, Dice.mixed(roll));
        long timestampUs = START_US + (number * HalfHour.LENGTH_MS + ms + jitterMs) * 1000;
        double angle = halfHour.angle(ms);
        double noiseDeg = (Dice.fraction(Dice.mixed(roll + 1)) - 0.5) * 6e-5;
        double ahead = halfHour.radiusDeg() * StrictMath.sin(angle);
        double aside = halfHour.radiusDeg() * (1 - StrictMath.cos(angle));
        double cos = StrictMath.cos(halfHour.bearing());
        double sin = StrictMath.sin(halfHour.bearing());
        double lat = homeLat(device) + ahead * cos - aside * sin + noiseDeg;
        double lng = homeLng(device) + (ahead * sin + aside * cos) * 1.6 - noiseDeg;
        double speed = isMoving
                ? Math.max(0.5, halfHour.speedMps() * (0.8 + 0.4 * Dice.fraction(Dice.mixed(roll + 2))))
                : 0.4 * Dice.fraction(Dice.mixed(roll + 2));
        float speedMps = Math.round(speed * 100) / 100f;
        double decimals = device % 3 == 0 ? 1e6 : 1e7;
        double roundedLat = Math.round(lat * decimals) / decimals;
        double roundedLng = Math.round(lng * decimals) / decimals;
        long arrivalUs = timestampUs + delayMs(roll, 50) * 1000;
        arrivals.accept(new FleetPing(device, timestampUs, arrivalUs, roundedLat, roundedLng, speedMps));
        if (Dice.below(200, Dice.mixed(roll + 3)) == 0) {
            long copyUs = timestampUs + delayMs(Dice.mixed(roll + 4), 2) * 1000;
            arrivals.accept(new FleetPing(device, timestampUs, copyUs, roundedLat, roundedLng, speedMps));
        }
    }

    /** Seconds, or up to a day for one in so many. */
    private static long delayMs(long roll, int oneLateIn) {
        long more = Dice.mixed(roll + 5);
        return Dice.below(oneLateIn, roll) == 0
                ? 60_000 + Dice.below(LONGEST_DELAY_MS - 60_000, more)
                : Dice.below(30_000, more);
    }

    private int intervalMs(int device) {
        if (skewPercent > 0 && device == 0) {
            return (int) (files() * FILE_MS * SHARE_SENDING / (pings * skewPercent / 100.0));
        }
        int kind = Dice.below(20, Dice.mixed(seed, device, -1));
        if (kind < 1) {
            return 5_000;
        }
        if (kind < 4) {
            return 15_000;
        }
        return kind < 12 ? 30_000 : 60_000;
    }

    private double homeLat(int device) {
        return 52.3 + 0.4 * Dice.fraction(Dice.mixed(seed, device, -2));
    }

    private double homeLng(int device) {
        return 13.1 + 0.6 * Dice.fraction(Dice.mixed(seed, device, -3));
    }
}
