/**
 * What makes figures and rows safe to hand out. Plain Java: its properties are proved, and it runs, without Spark.
 *
 * <pre>
 * counts -> Suppression -> ProtectedCounts         what a consumer may know of a table and its totals
 * identifiers -> Pseudonyms (PseudonymKey, Rotation)
 * times -> TimeGrain        points -> io.tripmill.geo.H3Cells        lines -> Trimming
 * </pre>
 */
package io.tripmill.jobs.serving.privacy;
