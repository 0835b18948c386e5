/** Data quality: rules in DQDL, evaluated over any dataset. {@link io.tripmill.quality.Quality} is the door. */
@NullMarked
package io.tripmill.quality;

import org.jspecify.annotations.NullMarked;
