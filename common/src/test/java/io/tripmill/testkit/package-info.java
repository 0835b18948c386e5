/**
 * The test kit, for both modules: rows as text tables ({@link io.tripmill.testkit.TextTable}, {@link
 * io.tripmill.testkit.RowsAssert}), work counted instead of timed ({@link io.tripmill.testkit.SparkJobCount}, {@link
 * io.tripmill.testkit.PlanAssert}), properties over seeded cases ({@link io.tripmill.testkit.Property}), and the
 * boundaries of the house ({@link io.tripmill.testkit.HouseRules}).
 */
package io.tripmill.testkit;
