/**
 * One publisher floods subscribers; what was sent, what arrived, and where the rest went.
 */
@NullMarked
package io.nowornever.playground.throughput;

import org.jspecify.annotations.NullMarked;
