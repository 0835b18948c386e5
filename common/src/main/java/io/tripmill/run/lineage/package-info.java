/** What a run tells OpenLineage: events as JSON, and who receives them. */
@NullMarked
package io.tripmill.run.lineage;

import org.jspecify.annotations.NullMarked;
