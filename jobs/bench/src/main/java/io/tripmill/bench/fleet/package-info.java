/** The pings that benchmarks work on: a fleet from a seed, as files of arrival. */
package io.tripmill.bench.fleet;
