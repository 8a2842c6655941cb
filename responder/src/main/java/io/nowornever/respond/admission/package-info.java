/**
 * Says accept, stale or malformed, from headers alone.
 */
@NullMarked
package io.nowornever.respond.admission;

import org.jspecify.annotations.NullMarked;
