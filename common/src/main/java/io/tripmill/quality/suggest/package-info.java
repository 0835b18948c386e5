/** Proposes rulesets from what a dataset holds. {@link io.tripmill.quality.suggest.Suggestion} is the door. */
@NullMarked
package io.tripmill.quality.suggest;

import org.jspecify.annotations.NullMarked;
