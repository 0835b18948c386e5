package io.tripmill.jobs.aggregates;

import io.tripmill.geo.Point;

/**
 * A silence that ended where it began.
 *
 * @param next the session after it
 * @param place where the device fell silent
 */
record Parking(Span silence, Heard next, Point place) {}
