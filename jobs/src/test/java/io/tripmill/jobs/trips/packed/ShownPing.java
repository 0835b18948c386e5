package io.tripmill.jobs.trips.packed;

/** A ping as text that two pings share only if they agree bit by bit. */
final class ShownPing {
    private ShownPing() {}

    static String of(PingValues ping) {
        return String.join(
                " ",
                Long.toString(ping.timeUs),
                bits(ping.lat),
                bits(ping.lng),
                bits(ping.speedMps),
                ping.hasSourceSeq ? Long.toString(ping.sourceSeq) : "-",
                Integer.toString(ping.batteryPercent),
                ping.attributes.toString());
    }

    private static String bits(double value) {
        return Long.toHexString(Double.doubleToRawLongBits(value)) + "=" + value;
    }
}
