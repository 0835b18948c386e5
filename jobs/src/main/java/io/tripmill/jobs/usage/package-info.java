/** What consumers used of the gateway: from its access logs to limits and statements, without an API key in any output. */
@NullMarked
package io.tripmill.jobs.usage;

import org.jspecify.annotations.NullMarked;
