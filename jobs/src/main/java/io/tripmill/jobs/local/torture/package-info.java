/**
 * Runs whose process is killed and started again: at every commit once, and at times that a seed says. What is left is compared with
 * what an undisturbed process leaves.
 */
package io.tripmill.jobs.local.torture;
