/**
 * Workload A: pings into trips by simple rules, which every engine can follow.
 *
 * <ul>
 *   <li>Of pings of one device and instant one counts.
 *   <li>A silence of more than 300 s ends a trip; exactly 300 s does not.
 *   <li>A stand is a longest sequence of consecutive pings slower than 0.5 m/s without such a silence. If its last ping is at least
 *       180 s after its first, exactly 180 s included, it is a stop. All pings of a stop are cut out, the first and the last, too.
 *   <li>A trip is what is left: a longest sequence of consecutive pings without such a silence and without a stop, maybe of a single
 *       ping. A shorter stand belongs to its trip, also at the trip's edge.
 *   <li>Distance and bounding box are those of the trip's own pings: the leg between a trip and a stop belongs to neither. Distance is
 *       the haversine with the mean radius of the earth. A leg counts as moving if the ping at its end is not slower than 0.5 m/s.
 *   <li>The trip's id is the MD5 of device_id, a colon and its first ping's microseconds since 1970, in hex.
 * </ul>
 */
package io.tripmill.bench.trips;
