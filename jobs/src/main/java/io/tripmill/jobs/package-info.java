/** The catalog of jobs and the entry point that a laptop, Glue and spark-submit share. Each stage has a package of its own below. */
package io.tripmill.jobs;
