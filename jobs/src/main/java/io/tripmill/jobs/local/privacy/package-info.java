/**
 * What somebody could learn who puts together all that one consumer was given. It looks at the delivered files and at the lake, and knows
 * nothing of how counts were hidden.
 *
 * <pre>
 * delivered files -> Given -> LinearAttack -> Finding
 * od_flows of the lake -----------^
 * </pre>
 */
@NullMarked
package io.tripmill.jobs.local.privacy;

import org.jspecify.annotations.NullMarked;
