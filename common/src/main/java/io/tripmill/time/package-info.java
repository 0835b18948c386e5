/** Service days: where they begin in a zone with a cut-over hour. Nothing else may compute that. Depends on nothing of ours. */
package io.tripmill.time;
