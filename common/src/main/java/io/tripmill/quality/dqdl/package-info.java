/**
 * The Data Quality Definition Language of AWS Glue: the rules of a text as values, and the text of the rules. Plain Java without
 * Spark. {@link io.tripmill.quality.dqdl.Ruleset#parse} reads a text and tells all its errors at once; every value prints
 * itself as DQDL, in the form in which Glue shows rules in its results, and {@link io.tripmill.quality.dqdl.RuleType} is the table of
 * the rule types.
 */
package io.tripmill.quality.dqdl;
