/** The local front door: what {@code glue-scripts/tripmill} starts. The only place that ends the JVM. */
package io.tripmill.jobs.local;
