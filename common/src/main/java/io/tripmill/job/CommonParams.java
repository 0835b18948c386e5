package io.tripmill.job;

import java.net.URI;
import java.net.URISyntaxException;
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
    public static final Param<URI> OPENLINEAGE_URL = Param.of(
                    "openlineage-url",
                    "An HTTP endpoint that takes the OpenLineage events of the run, beside the lake's own copy; its key, if it wants one,"
                            + " is read from the environment variable OPENLINEAGE_API_KEY.",
                    "URL",
                    CommonParams::endpoint,
                    URI::toString)
            .optional();
    public static final Param<String> OPENLINEAGE_NAMESPACE = Param.text(
                    "openlineage-namespace", "The namespace of the job in OpenLineage events.")
            .orElse("tripmill");
    public static final Param<DpuHourPrice> DPU_HOUR_PRICE = Param.of(
                    "dpu-hour-price",
                    "What an hour of a data processing unit of AWS Glue costs, and the date of that price, such as 0.25@2026-03-01. With"
                            + " it the report tells what the run would cost there, not only how many such hours.",
                    DpuHourPrice.FORM,
                    DpuHourPrice::of,
                    DpuHourPrice::toString)
            .optional();
    public static final Param<Lease> LEASE = Param.oneOf(
                    "lease",
                    "Whether the run keeps others from writing its tables while it goes on: auto does so on S3, where Delta's commits are"
                            + " safe from a single driver only.",
                    Lease.class)
            .orElse(Lease.AUTO);
    public static final Param<List<String>> IGNORE_ARGUMENTS = Param.words(
                    "ignore-arguments", "Names of arguments to set aside, such as those that a scheduler adds.")
            .orElse(List.of());

    public static final List<Param<?>> ALL = List.of(
            LAKE,
            LAYOUT,
            BUSINESS_DATE,
            RUN_ID,
            AS_OF,
            CATALOG_DATABASE,
            OPENLINEAGE_URL,
            OPENLINEAGE_NAMESPACE,
            DPU_HOUR_PRICE,
            LEASE,
            IGNORE_ARGUMENTS);

    private CommonParams() {}

    /** Whether a run holds a lease on the tables that it writes. */
    public enum Lease {
        /** On S3. */
        AUTO,
        /** On every store. */
        ALWAYS,
        /** On none. */
        NEVER;

        /** Whether the lake at this place is held. */
        public boolean holds(Location lake) {
            return this == ALWAYS || (this == AUTO && lake.uri().matches("s3[an]?:.*"));
        }
    }

    private static URI endpoint(String text) {
        try {
            URI uri = new URI(text);
            boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!isHttp || uri.getHost() == null || uri.getUserInfo() != null) {
                throw new IllegalArgumentException("not an http or https URL with a host and without a user");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a URL, such as https://lineage.example/api/v1/lineage", e);
        }
    }
}
