/**
 * The monotonic clock; wall time comes as a {@link java.time.InstantSource}.
 */
@NullMarked
package io.nowornever.common.time;

import org.jspecify.annotations.NullMarked;
