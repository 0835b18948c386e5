/** Trips that are made for the benchmark of aggregates, and its peers. */
@NullMarked
package io.tripmill.bench.aggregates;

import org.jspecify.annotations.NullMarked;
