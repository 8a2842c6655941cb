/**
 * One link to the broker that is replaced whenever it breaks, and is never used for
 * anything late.
 */
@NullMarked
package io.nowornever.common.connection;

import org.jspecify.annotations.NullMarked;
