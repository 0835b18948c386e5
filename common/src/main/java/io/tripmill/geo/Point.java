package io.tripmill.geo;

/**
 * A place on the earth.
 *
 * @param lat latitude, degrees
 * @param lng longitude, degrees
 */
public record Point(double lat, double lng) {}
