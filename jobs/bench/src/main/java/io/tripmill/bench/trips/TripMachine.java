package io.tripmill.bench.trips;

import static io.tripmill.bench.trips.TripRules.GAP_US;
import static io.tripmill.bench.trips.TripRules.STANDING_MPS;
import static io.tripmill.bench.trips.TripRules.STOP_US;

import io.tripmill.geo.Haversine;
import io.tripmill.geo.SwiftHaversine;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;

/**
 * Finds the trips of one device in its pings, given in time order; a ping of the same instant as the one before is left out. Holds
 * no pings: a stand is added to the trip as it comes, and the trip as it was before is kept until the stand is over.
 */
final class TripMachine {
    private static final SwiftHaversine SPHERE = new SwiftHaversine(new Haversine(Haversine.EARTH_RADIUS_M));

    private final String deviceId;
    private final Consumer<Row> trips;
    private TripSums trip = new TripSums();
    private TripSums beforeStand = new TripSums();
    private Phase phase = Phase.BEGINNING;
    private long standsSinceUs;
    private long lastUs;
    private double lastLat;
    private double lastLng;
    private double lastCosLat;

    private enum Phase {
        /** No ping was seen. */
        BEGINNING,
        MOVING,
        /** Slow, for less time than a stop takes. */
        STANDING,
        STOPPED
    }

    /**
     * @param trips receives a row of {@link TripColumns} for each trip
     */
    TripMachine(String deviceId, Consumer<Row> trips) {
        this.deviceId = deviceId;
        this.trips = trips;
    }

    void ping(long timeUs, double lat, double lng, double speedMps) {
        double cosLat = SwiftHaversine.cosOfLatitude(lat);
        if (phase != Phase.BEGINNING) {
            if (timeUs == lastUs) {
                return;
            }
            if (timeUs - lastUs > GAP_US) {
                handOn();
                phase = Phase.MOVING;
            }
        }
        boolean isSlow = speedMps < STANDING_MPS;
        if (!isSlow) {
            phase = Phase.MOVING;
        } else if (phase == Phase.MOVING || phase == Phase.BEGINNING) {
            phase = Phase.STANDING;
            standsSinceUs = timeUs;
            beforeStand.become(trip);
        } else if (phase == Phase.STANDING && timeUs - standsSinceUs >= STOP_US) {
            TripSums withStand = trip;
            trip = beforeStand;
            beforeStand = withStand;
            handOn();
            phase = Phase.STOPPED;
        }
        if (phase != Phase.STOPPED) {
            if (trip.isEmpty()) {
                trip.begin(timeUs, lat, lng, speedMps);
            } else {
                double legM = SPHERE.metresBetween(lastLat, lastCosLat, lastLng, lat, cosLat, lng);
                trip.add(timeUs, lat, lng, speedMps, legM, isSlow ? 0 : timeUs - lastUs);
            }
        }
        lastUs = timeUs;
        lastLat = lat;
        lastLng = lng;
        lastCosLat = cosLat;
    }

    /** Hands on the last trip. No ping may follow. */
    void end() {
        handOn();
    }

    private void handOn() {
        if (!trip.isEmpty()) {
            trips.accept(trip.row(deviceId));
            trip.clear();
        }
    }
}
