/** Workload B: pings into sessions, stays and trips, the library's own way and by means of Spark's around the same kernel. */
package io.tripmill.bench.movements;
