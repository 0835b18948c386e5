/**
 * Vocabulary: what rows look like. Depends on Spark's types and on nothing of ours.
 *
 * <pre>
 * landing files -> pings + quarantined_pings -> sessions, stays, trips -> aggregates -> products
 * </pre>
 *
 * <p>One holder class per table; a job names a column by its {@link io.tripmill.schema.Field}, never by a string.
 */
package io.tripmill.schema;
