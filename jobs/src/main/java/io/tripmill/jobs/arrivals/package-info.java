/** Whether the files of a day have landed in time, before any job reads them. */
@NullMarked
package io.tripmill.jobs.arrivals;

import org.jspecify.annotations.NullMarked;
