package io.tripmill.jobs.example;

import static io.tripmill.schema.Field.required;

import io.tripmill.schema.Field;
import io.tripmill.schema.Layer;
import io.tripmill.schema.Table;
import io.tripmill.schema.Trips;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/** How many devices of a provider made trips. */
final class DailyDevices {
    static final Field SERVICE_DATE = required(
                    "service_date", DataTypes.DateType, "The service day of the trips' starts.")
            .copiedFrom(Trips.TABLE, Trips.SERVICE_DATE);
    static final Field PROVIDER_ID = required("provider_id", DataTypes.StringType, "Who sent the positions.")
            .copiedFrom(Trips.TABLE, Trips.PROVIDER_ID);
    static final Field DEVICES = required("devices", DataTypes.LongType, "Devices that made trips, each once.")
            .aggregatedFrom(Trips.TABLE, Trips.DEVICE_ID);

    static final Table TABLE = Table.of(
                    "daily_devices",
                    Layer.GOLD,
                    "One provider on one service day.",
                    List.of(SERVICE_DATE, PROVIDER_ID, DEVICES),
                    List.of(SERVICE_DATE, PROVIDER_ID))
            .prunedBy(SERVICE_DATE, PROVIDER_ID);

    private DailyDevices() {}
}
