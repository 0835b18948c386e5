/** Data quality of stored tables, checked by a job of its own. */
@NullMarked
package io.tripmill.jobs.quality;

import org.jspecify.annotations.NullMarked;
