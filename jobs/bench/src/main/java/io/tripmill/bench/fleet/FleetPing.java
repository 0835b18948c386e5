package io.tripmill.bench.fleet;

/**
 * One position as a device sends it.
 *
 * @param device the number of the device, from 0
 * @param timestampUs microseconds since 1970, whole milliseconds
 * @param arrivalUs when the platform receives it
 * @param lat degrees, of six or seven decimals
 * @param lng degrees, of six or seven decimals
 * @param speedMps of two decimals
 */
public record FleetPing(int device, long timestampUs, long arrivalUs, double lat, double lng, float speedMps) {

    public String deviceId() {
        return "device-" + (100_000 + device);
    }

    /** One of two providers. */
    public String providerId() {
        return device % 4 == 0 ? "south" : "north";
    }

    public String vehicleType() {
        return device % 3 == 0 ? "bus" : "car";
    }

    /** Charge, 0 to 100; falls by one each 20 minutes and is full again in the evening of the second day. */
    public int batteryPercent() {
        return (int) (100 - timestampUs / 1_200_000_000L % 101);
    }
}
