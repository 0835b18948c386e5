/** Defines the jobs on AWS Glue, from a laptop: what is there is looked at first, and only what differs is changed. */
package io.tripmill.jobs.local.deploy;
