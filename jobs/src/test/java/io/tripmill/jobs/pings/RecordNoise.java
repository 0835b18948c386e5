package io.tripmill.jobs.pings;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/** What devices, gateways, disks and attackers do to records. */
final class RecordNoise {
    static final String CSV_HEADER = "provider_id,device_id,timestamp,lat,lng,speed,vehicle_type\n";

    private static final List<String> VALUES = List.of(
            "1e999999",
            "-1E+2147483648",
            "99999999999999999999999999999999999999999",
            "0x7fffffffffffffff",
            "NaN",
            "-Infinity",
            "-0.0",
            "4.9e-324",
            "9223372036854775808",
            "1772362800123456789012",
            "\"2026-02-30T25:61:61Z\"",
            "\"+1000000000-12-31T23:59:59.999999999Z\"",
            "\"-999999999-01-01T00:00:00Z\"",
            "\"2026-03-01T11:00:00+99:99\"",
            "\"=cmd|' /C calc'!A0\"",
            "\"@SUM(1+9)*cmd\"",
            "\"+1-1\"",
            "\"../../../../etc/passwd\"",
            "\"${jndi:ldap://127.0.0.1/a}\"",
            "\"'; DROP TABLE pings; --\"",
            "\"\\u0000\\ud800\"",
            "\"\\ud83d\\ude00\"",
            "\"\u202e\u200b\"",
            "\"\"",
            "null",
            "true",
            "[]",
            "{}",
            "[[[[]]]]",
            "\"",
            "}",
            "\\");

    private RecordNoise() {}

    /** A record of JSON that would be accepted. */
    static String goodJson(int number) {
        return "{\"provider_id\":\"p\",\"device_id\":\"d" + number % 17 + "\",\"timestamp\":"
                + (1_772_000_000_000L + number * 1_000L)
                + ",\"lat\":52.5,\"lng\":13.4,\"speed\":3.5,\"vehicle_type\":\"car\"}";
    }

    /** A record of CSV that would be accepted, by {@link #CSV_HEADER}. */
    static String goodCsv(int number) {
        return "p,d" + number % 17 + "," + (1_772_000_000_000L + number * 1_000L) + ",52.5,13.4,3.5,car";
    }

    /** The record after one to three accidents; it may have become several lines, or none. */
    static byte[] mutated(String record, RandomGenerator dice) {
        byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
        for (int i = 1 + dice.nextInt(3); i > 0; i--) {
            bytes = accident(bytes, dice);
        }
        return bytes;
    }

    private static byte[] accident(byte[] bytes, RandomGenerator dice) {
        int at = dice.nextInt(bytes.length + 1);
        return switch (dice.nextInt(12)) {
            case 0, 1 -> flipped(bytes, dice);
            case 2 -> joined(bytes, at, new byte[0], at);
            case 3 -> joined(bytes, 0, new byte[0], at);
            case 4 -> joined(bytes, at, new byte[0], Math.min(bytes.length, at + 1 + dice.nextInt(20)));
            case 5 -> joined(bytes, at, noise(dice), at);
            case 6, 7, 8 -> withAnotherValue(bytes, dice);
            case 9 -> joined(bytes, at, bytes, at);
            case 10 -> joined(bytes, at, rarely(dice, "[".repeat(20_000), "["), at);
            default -> joined(bytes, at, rarely(dice, "9".repeat(300_000), "9"), at);
        };
    }

    /** One in a few hundred is as large as memory must be able to bear. */
    private static byte[] rarely(RandomGenerator dice, String large, String small) {
        return (dice.nextInt(300) == 0 ? large : small.repeat(1 + dice.nextInt(40))).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] flipped(byte[] bytes, RandomGenerator dice) {
        byte[] flipped = bytes.clone();
        if (bytes.length > 0) {
            flipped[dice.nextInt(bytes.length)] ^= (byte) (1 << dice.nextInt(8));
        }
        return flipped;
    }

    private static byte[] noise(RandomGenerator dice) {
        byte[] noise = new byte[1 + dice.nextInt(30)];
        dice.nextBytes(noise);
        return noise;
    }

    /** In the place of what stands between a colon or comma and the next comma. */
    private static byte[] withAnotherValue(byte[] bytes, RandomGenerator dice) {
        int from = dice.nextInt(bytes.length + 1);
        while (from < bytes.length && bytes[from] != ':' && bytes[from] != ',') {
            from++;
        }
        int to = Math.min(from + 1, bytes.length);
        while (to < bytes.length && bytes[to] != ',' && bytes[to] != '}') {
            to++;
        }
        String value = VALUES.get(dice.nextInt(VALUES.size()));
        return joined(bytes, Math.min(from + 1, bytes.length), value.getBytes(StandardCharsets.UTF_8), to);
    }

    /** The bytes up to one place, others, and the bytes from another place on. */
    private static byte[] joined(byte[] bytes, int upTo, byte[] between, int from) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(bytes, 0, upTo);
        joined.writeBytes(between);
        joined.write(bytes, from, bytes.length - from);
        return joined.toByteArray();
    }
}
