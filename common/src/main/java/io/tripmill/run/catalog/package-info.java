/** Catalogs in which tables are found by name: one port, and what stands behind it. */
package io.tripmill.run.catalog;
