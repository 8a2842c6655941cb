/**
 * Counts what becomes of each request that came here.
 */
@NullMarked
package io.nowornever.respond.outcome;

import org.jspecify.annotations.NullMarked;
