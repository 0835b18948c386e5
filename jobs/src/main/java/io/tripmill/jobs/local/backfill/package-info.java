/** The runs of a job over a range of days, one for each, that go on where an earlier attempt broke off. */
@NullMarked
package io.tripmill.jobs.local.backfill;

import org.jspecify.annotations.NullMarked;
