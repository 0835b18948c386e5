/** Geometry on the sphere, over plain doubles and the same on every JVM, and the cells of H3. Depends on nothing of ours. */
package io.tripmill.geo;
