package io.tripmill.testkit.wrong.quality.dqdl;

import org.apache.spark.sql.Column;

/** A rule that is a Spark expression. */
public record RuleOnAColumn(Column holds) {}
