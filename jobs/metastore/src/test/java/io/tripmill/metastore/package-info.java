/** The launcher with Hive's embedded metastore; there is no code here but its test. */
package io.tripmill.metastore;
