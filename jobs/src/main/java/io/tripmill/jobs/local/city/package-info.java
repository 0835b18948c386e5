/**
 * A believable city from a seed: what its vehicles do, what their devices measure of it, and what of that arrives where and when.
 *
 * <pre>
 * CityMap, Streets -> VehicleLife -> Fix -> Uplink -> Upload -> Feed -> files of an hour of arrival
 *                     VehicleLife -> DrivenTrip -> the truth
 * </pre>
 *
 * <p>Equal plans give equal bytes on every machine: the dice are our own, arithmetic is that of {@code StrictMath}, text is written
 * by hand, and nothing is compressed, since zlib's bytes differ from machine to machine. A city of any size is written slice by
 * slice; only what is on its way stays in memory.
 */
package io.tripmill.jobs.local.city;
