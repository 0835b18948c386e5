/** Geometry on the sphere, over plain doubles and the same on every JVM. Depends on nothing of ours. */
package io.tripmill.geo;
