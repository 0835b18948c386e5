package io.tripmill.jobs.local.city;

import java.time.ZoneId;

/** MDS 2.0 telemetry, with the vehicle and the time of arrival as the platform adds them. */
final class JsonLines implements Lines {
    private static final int USUAL_LENGTH = 512;

    @Override
    public String header() {
        return "";
    }

    @Override
    public String line(Fix fix, long arrivalMs, ZoneId zone) {
        Vehicle vehicle = fix.vehicle();
        Fleet.Badge badge = vehicle.fleet().badge();
        StringBuilder line = new StringBuilder(USUAL_LENGTH);
        line.append("{\"provider_id\":\"").append(badge.provider());
        line.append("\",\"device_id\":\"").append(vehicle.deviceId());
        line.append("\",\"telemetry_id\":\"")
                .append(vehicle.deviceId())
                .append('-')
                .append(fix.timeMs());
        line.append("\",\"timestamp\":").append(fix.timeMs());
        line.append(",\"vehicle_id\":\"").append(vehicle.plate());
        line.append("\",\"vehicle_type\":\"").append(badge.vehicleType());
        line.append("\",\"mode\":\"").append(badge.mode());
        line.append("\",\"vehicle_state\":\"").append(fix.vehicleState());
        line.append("\",\"trip_ids\":[");
        if (fix.tripId() != null) {
            line.append('"').append(fix.tripId()).append('"');
        }
        line.append("],\"location\":{\"lat\":");
        Decimal.SIX.append(line, fix.point().lat()).append(",\"lng\":");
        Decimal.SIX.append(line, fix.point().lng());
        line.append(",\"heading\":").append(fix.headingDegrees()).append(",\"speed\":");
        Decimal.ONE.append(line, fix.speedMps()).append(",\"horizontal_accuracy\":");
        Decimal.ONE.append(line, fix.accuracyM());
        line.append(",\"satellites\":").append(fix.satellites()).append("},\"");
        line.append(vehicle.fleet().habits().isMotor() ? "fuel_percent" : "battery_percent");
        line.append("\":").append(fix.chargePercent());
        return line.append(",\"ingest_time\":").append(arrivalMs).append('}').toString();
    }
}
