package io.tripmill.schema;

import static io.tripmill.schema.Field.required;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import java.util.List;
import java.util.stream.Stream;

/** Trips that break a rule: the columns of {@link Trips}, and which rules. */
public final class QuarantinedTrips {
    public static final Field BROKEN_RULES = required(
            "broken_rules",
            createArrayType(StringType),
            "The rules that the trip breaks, in DQDL, in the order of the ruleset.");

    public static final Table TABLE = Table.of(
                    "quarantined_trips",
                    Layer.SILVER,
                    "A trip that breaks a rule of the ruleset of sessionize-trips --on-failure quarantine; it is not in trips.",
                    Stream.concat(Trips.TABLE.fields().stream(), Stream.of(BROKEN_RULES))
                            .toList(),
                    List.of(Trips.PROVIDER_ID, Trips.DEVICE_ID, Trips.START_TIME))
            .prunedBy(Trips.SERVICE_DATE, Trips.PROVIDER_ID, Trips.DEVICE_ID, Trips.START_TIME, Trips.END_TIME);

    private QuarantinedTrips() {}
}
