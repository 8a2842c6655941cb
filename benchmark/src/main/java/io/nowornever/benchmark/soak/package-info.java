/**
 * One rate kept up for long.
 */
@NullMarked
package io.nowornever.benchmark.soak;

import org.jspecify.annotations.NullMarked;
