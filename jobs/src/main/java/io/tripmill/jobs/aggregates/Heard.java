package io.tripmill.jobs.aggregates;

import io.tripmill.geo.Point;
import java.util.Optional;

/**
 * A session, as far as silences are judged by it.
 *
 * @param first where it begins; empty if the position is not stored
 * @param last where it ends; empty if the position is not stored
 */
record Heard(Span span, Optional<Point> first, Optional<Point> last) {}
