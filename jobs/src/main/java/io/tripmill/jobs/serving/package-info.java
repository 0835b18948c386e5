/**
 * Aggregates to what others are given.
 *
 * <pre>
 * od_flows -> PeriodFlows -> privacy.Suppression -> ProductRows -> FileFormats -> a file and its DeliveryManifest
 *                             contract.Contract ----^
 * </pre>
 *
 * <p>Both products are cut from one protected table of a period, over all cells of the level: its cells are od_flows, its row totals
 * hourly_trips. So neither tells of the other, nor do the shares of consumers with other areas.
 */
package io.tripmill.jobs.serving;
