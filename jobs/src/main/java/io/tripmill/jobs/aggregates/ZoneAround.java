package io.tripmill.jobs.aggregates;

import io.tripmill.geo.zones.ZoneMap;
import io.tripmill.schema.HourlyTrips;
import org.apache.spark.sql.api.java.UDF2;

/** Finds the zone around a point, given by latitude and longitude in degrees, neither of them null. */
record ZoneAround(ZoneMap zones) implements UDF2<Double, Double, String> {
    @Override
    public String call(Double lat, Double lng) {
        return zones.at(lat, lng).orElse(HourlyTrips.OUTSIDE);
    }
}
