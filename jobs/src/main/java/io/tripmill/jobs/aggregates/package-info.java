/**
 * Trips to aggregates: how many started where and when, and where they went; what vehicles did all day, and where they stayed.
 *
 * <pre>
 * trips -> LocalHours, Zoning (TripCells or TripZones), TripFigures, Measure, DayKinds -> hourly_trips, daily_trips, od_flows, daily_od_flows
 * pings, sessions, stays, trips -> DeviceStories, DeviceTimes -> vehicle_days, parkings
 * stays -> TripCells, StayFigures -> stay_zones
 * pings, trips -> Legs, LegFigures -> trip_speeds
 * </pre>
 *
 * <p>Sums are kept as whole millimetres and microseconds, so that no order of rows changes a bit of the result.
 */
package io.tripmill.jobs.aggregates;
