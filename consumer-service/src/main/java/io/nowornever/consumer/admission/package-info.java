/**
 * Says accept, stale or malformed, from headers alone.
 */
@NullMarked
package io.nowornever.consumer.admission;

import org.jspecify.annotations.NullMarked;
