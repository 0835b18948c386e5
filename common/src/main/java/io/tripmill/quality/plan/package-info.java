/** What a ruleset needs to be measured, and what it makes of the figures. Starts no Spark job. */
@NullMarked
package io.tripmill.quality.plan;

import org.jspecify.annotations.NullMarked;
