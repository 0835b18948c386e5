package io.tripmill.jobs.aggregates;

import static org.apache.spark.sql.functions.udf;

import io.tripmill.geo.zones.ZoneMap;
import io.tripmill.schema.Field;
import io.tripmill.schema.Trips;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/** The zones of a file in which trips start and end; {@link io.tripmill.schema.HourlyTrips#OUTSIDE} where there is none. */
record TripZones(ZoneMap zones) implements Zoning {
    @Override
    public Column start() {
        return around(Trips.START_LAT, Trips.START_LNG);
    }

    @Override
    public Column end() {
        return around(Trips.END_LAT, Trips.END_LNG);
    }

    @Override
    public Column around(Field lat, Field lng) {
        return udf(new ZoneAround(zones), DataTypes.StringType).apply(lat.col(), lng.col());
    }
}
