/** A small house that breaks each rule of {@link io.tripmill.testkit.HouseRules} once, and keeps it where it may. */
package io.tripmill.testkit.wrong;
