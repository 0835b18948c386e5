/**
 * Trips to aggregates: how many started where and when, and where they went.
 *
 * <pre>
 * trips -> LocalHours, TripCells, TripFigures -> hourly_trips, daily_trips, od_flows
 * </pre>
 *
 * <p>Sums are kept as whole millimetres and microseconds, so that no order of rows changes a bit of the result.
 */
package io.tripmill.jobs.aggregates;
