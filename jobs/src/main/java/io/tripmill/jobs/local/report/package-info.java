/** One page about a lake, for people: what is counted of its tables, and the page that shows the counts. */
package io.tripmill.jobs.local.report;
