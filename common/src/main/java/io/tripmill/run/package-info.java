/**
 * Action: the only package that starts Spark jobs or touches storage. {@link io.tripmill.run.Runner} reads, plans, writes and
 * reports, in this order, once.
 */
package io.tripmill.run;
