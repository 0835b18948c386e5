/**
 * Pings into sessions, stays and trips. The rule is in {@link io.tripmill.jobs.trips.trajectory}, without Spark; this package
 * brings the pings of a device to it in time order and its records into tables.
 */
package io.tripmill.jobs.trips;
