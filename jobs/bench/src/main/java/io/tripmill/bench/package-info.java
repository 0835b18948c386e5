/** Benchmarks: the jobs and engines of Tripmill beside their peers, on the same data, in one JVM. */
package io.tripmill.bench;
