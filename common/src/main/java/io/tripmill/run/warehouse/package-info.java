/** How rows get into a warehouse. */
@org.jspecify.annotations.NullMarked
package io.tripmill.run.warehouse;
