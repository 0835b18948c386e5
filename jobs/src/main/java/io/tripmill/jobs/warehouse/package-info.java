/** Tables of the lake in a warehouse: what differs is found by checksums, and replaced in one transaction. */
@NullMarked
package io.tripmill.jobs.warehouse;

import org.jspecify.annotations.NullMarked;
