/**
 * How fast a backlog that nobody waits for is skipped.
 */
@NullMarked
package io.nowornever.benchmark.stale;

import org.jspecify.annotations.NullMarked;
