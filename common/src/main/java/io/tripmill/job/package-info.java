/**
 * Declaration: what a job is, says and accepts. A {@link io.tripmill.job.Job} is a pure plan from input tables to writes; only
 * the package {@code run} reads, acts and writes.
 */
package io.tripmill.job;
