package io.tripmill.bench.trips;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** What is known of a trip from its pings so far. */
final class TripSums {
    private long pings;
    private long startUs;
    private double startLat;
    private double startLng;
    private long endUs;
    private double endLat;
    private double endLng;
    private double distanceM;
    private long movingUs;
    private double maxSpeedMps;
    private double minLat;
    private double maxLat;
    private double minLng;
    private double maxLng;

    boolean isEmpty() {
        return pings == 0;
    }

    void clear() {
        pings = 0;
    }

    void begin(long timeUs, double lat, double lng, double speedMps) {
        pings = 1;
        startUs = timeUs;
        startLat = lat;
        startLng = lng;
        endUs = timeUs;
        endLat = lat;
        endLng = lng;
        distanceM = 0;
        movingUs = 0;
        maxSpeedMps = speedMps;
        minLat = lat;
        maxLat = lat;
        minLng = lng;
        maxLng = lng;
    }

    /** Adds a ping and the leg that leads to it. */
    void add(long timeUs, double lat, double lng, double speedMps, double legM, long legMovingUs) {
        pings++;
        endUs = timeUs;
        endLat = lat;
        endLng = lng;
        distanceM += legM;
        movingUs += legMovingUs;
        maxSpeedMps = Math.max(maxSpeedMps, speedMps);
        minLat = Math.min(minLat, lat);
        maxLat = Math.max(maxLat, lat);
        minLng = Math.min(minLng, lng);
        maxLng = Math.max(maxLng, lng);
    }

    void become(TripSums other) {
        pings = other.pings;
        startUs = other.startUs;
        startLat = other.startLat;
        startLng = other.startLng;
        endUs = other.endUs;
        endLat = other.endLat;
        endLng = other.endLng;
        distanceM = other.distanceM;
        movingUs = other.movingUs;
        maxSpeedMps = other.maxSpeedMps;
        minLat = other.minLat;
        maxLat = other.maxLat;
        minLng = other.minLng;
        maxLng = other.maxLng;
    }

    /** A row of {@link TripColumns}. */
    Row row(String deviceId) {
        double durationS = (endUs - startUs) / 1e6;
        return RowFactory.create(
                deviceId,
                startUs,
                id(deviceId, startUs),
                endUs,
                startLat,
                startLng,
                endLat,
                endLng,
                distanceM,
                durationS,
                movingUs / 1e6,
                maxSpeedMps,
                durationS > 0 ? distanceM / durationS : null,
                pings,
                minLat,
                maxLat,
                minLng,
                maxLng);
    }

    private static String id(String deviceId, long startUs) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5")
                    .digest((deviceId + ":" + startUs).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
