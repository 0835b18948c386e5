/** The only part of data quality that starts Spark jobs. */
@NullMarked
package io.tripmill.quality.measure;

import org.jspecify.annotations.NullMarked;
