/**
 * How a bad setting is refused: at start, naming the key, the value and what is allowed.
 */
@NullMarked
package io.nowornever.common.settings;

import org.jspecify.annotations.NullMarked;
