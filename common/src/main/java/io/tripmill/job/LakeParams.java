package io.tripmill.job;

import io.tripmill.job.LakeProperties.Deduplicate;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The properties of a lake as arguments of the job that makes it. They have no default here: left out, the stored property holds,
 * and a new lake gets {@link #DEFAULTS}.
 */
public final class LakeParams {
    public static final LakeProperties DEFAULTS =
            new LakeProperties(ZoneId.of("UTC"), LocalTime.MIDNIGHT, Deduplicate.TIMESTAMP, Optional.empty());

    public static final Param<ZoneId> ZONE = Param.zone(
                    "zone", "Zone of the service days; fixed when the lake is made, UTC if left out then.")
            .optional();
    public static final Param<LocalTime> SERVICE_DAY_START = Param.timeOfDay(
                    "service-day-start",
                    "Local time at which a service day starts; fixed when the lake is made, 00:00 if left out then.")
            .optional();
    public static final Param<Deduplicate> DEDUPLICATE = Param.oneOf(
                    "deduplicate",
                    "Which records are the same: those of one device and instant, or those of one place too; fixed when the lake is"
                            + " made, timestamp if left out then.",
                    Deduplicate.class)
            .optional();
    public static final Param<LocalDate> HORIZON = Param.date(
                    "horizon",
                    "The first service date that may change; earlier records are quarantined. Set when the lake is made, none if left"
                            + " out then; only maintain-tables moves it.")
            .optional();

    private LakeParams() {}
}
