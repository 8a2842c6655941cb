/**
 * How a process ends when it is told to twice.
 */
@NullMarked
package io.nowornever.common.shutdown;

import org.jspecify.annotations.NullMarked;
