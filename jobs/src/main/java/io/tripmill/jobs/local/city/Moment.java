package io.tripmill.jobs.local.city;

/**
 * How a vehicle is at an instant, in truth.
 *
 * @param speedMps metres a second
 * @param headingDegrees clockwise from north
 * @param isUnderSky whether the device can know where it is
 */
record Moment(Spot spot, double speedMps, int headingDegrees, boolean isUnderSky) {}
