/**
 * The trajectory of a device: what its pings, in time order, tell about sessions, stays and trips. Plain Java over primitives,
 * without Spark and without any input or output of its own, and with the same doubles on every JVM.
 *
 * <pre>
 * pings of a device -> DeviceTimeline: cuts the time line into sessions
 *    a session -> Legs, Teleports -> StayRule: stays -> TripRule: stretches that are trips -> SessionRows -> Movements
 * </pre>
 */
package io.tripmill.jobs.trips.trajectory;
