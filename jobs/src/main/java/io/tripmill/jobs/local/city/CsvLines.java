package io.tripmill.jobs.local.city;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A provider's own CSV: its own names, and local times with their offsets. */
final class CsvLines implements Lines {
    static final int TIME = 1;
    static final int LATITUDE = 2;
    static final int STATE = 9;

    /** How ingest-pings is told to read it. */
    static final String COLUMNS =
            "device_id=unit,timestamp=at,lat=latitude,lng=longitude,horizontal_accuracy=accuracy_m,"
                    + "speed=speed_mps,vehicle_type=kind,vehicle_state=state,trip_ids=rental,fuel_percent=tank_percent,"
                    + "ingest_time=received,vehicle_id=car";

    private static final String HEADER =
            "unit,at,latitude,longitude,accuracy_m,speed_mps,satellites,kind,mode,state,rental,"
                    + "tank_percent,received,car\n";

    private static final DateTimeFormatter LOCAL_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);

    @Override
    public String header() {
        return HEADER;
    }

    @Override
    public String line(Fix fix, long arrivalMs, ZoneId zone) {
        Vehicle vehicle = fix.vehicle();
        Fleet.Badge badge = vehicle.fleet().badge();
        StringBuilder line = new StringBuilder();
        line.append(vehicle.deviceId()).append(',');
        line.append(localTime(fix.timeMs(), zone)).append(',');
        Decimal.SIX.append(line, fix.point().lat()).append(',');
        Decimal.SIX.append(line, fix.point().lng()).append(',');
        Decimal.ONE.append(line, fix.accuracyM()).append(',');
        Decimal.ONE.append(line, fix.speedMps()).append(',');
        line.append(fix.satellites()).append(',');
        line.append(badge.vehicleType()).append(',').append(badge.mode()).append(',');
        line.append(fix.vehicleState()).append(',');
        line.append(fix.tripId() == null ? "" : fix.tripId()).append(',');
        line.append(fix.chargePercent()).append(',');
        line.append(localTime(arrivalMs, zone));
        return line.append(",\"").append(vehicle.plate()).append(", blue\"").toString();
    }

    private static String localTime(long epochMs, ZoneId zone) {
        return LOCAL_TIME.format(Instant.ofEpochMilli(epochMs).atZone(zone));
    }
}
