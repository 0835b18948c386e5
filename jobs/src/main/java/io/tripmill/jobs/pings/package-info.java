/**
 * Landed records to accepted positions.
 *
 * <pre>
 * record -> PingParser -> ping -> Deduplication -> pings
 *                      -> refusal -> quarantined_pings
 * </pre>
 *
 * <p>Acceptance looks at one record alone, with the modification time of its file as its time of arrival unless the record says
 * otherwise; no clock of the run has a say.
 */
package io.tripmill.jobs.pings;
