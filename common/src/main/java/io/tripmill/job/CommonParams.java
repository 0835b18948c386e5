package io.tripmill.job;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The parameters that every job takes. */
public final class CommonParams {
    public static final Param<Location> LAKE = Param.location("lake", "Root of the lake: a URI, or a local path.");
    public static final Param<Location> LAYOUT = Param.location(
                    "layout", "A JSON file that sends tables to other URIs: {\"tables\": {\"pings\": \"s3://...\"}}.")
            .optional();
    public static final Param<LocalDate> BUSINESS_DATE = Param.date(
                    "business-date", "Labels the run; export and rollup jobs select by it.")
            .optional();
    public static final Param<String> RUN_ID = Param.text(
                    "run-id",
                    "Names the run; a repeated name is a new attempt. Left out, one is made from the job and the time.")
            .where(
                    "letters, digits and . _ - : + only, a letter or digit first, at most 200",
                    id -> id.matches("[A-Za-z0-9][A-Za-z0-9._:+-]{0,199}"))
            .optional();
    public static final Param<Instant> AS_OF = Param.instant("as-of", "The instant that counts as now for the run.")
            .optional();
    public static final Param<CatalogDatabase> CATALOG_DATABASE = Param.of(
                    "catalog-database",
                    "A database of the AWS Glue Data Catalog, or with spark: before it one of the Spark session's catalog, in which the"
                            + " tables that the job writes are registered.",
                    "NAME|spark:NAME",
                    CatalogDatabase::of,
                    CatalogDatabase::toString)
            .optional();
    public static final Param<List<String>> IGNORE_ARGUMENTS = Param.words(
                    "ignore-arguments", "Names of arguments to set aside, such as those that a scheduler adds.")
            .orElse(List.of());

    public static final List<Param<?>> ALL =
            List.of(LAKE, LAYOUT, BUSINESS_DATE, RUN_ID, AS_OF, CATALOG_DATABASE, IGNORE_ARGUMENTS);

    private CommonParams() {}
}
