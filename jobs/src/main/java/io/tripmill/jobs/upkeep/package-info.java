/** What keeps a lake in order while it grows: files, old rows, and rows that must go. */
@NullMarked
package io.tripmill.jobs.upkeep;

import org.jspecify.annotations.NullMarked;
