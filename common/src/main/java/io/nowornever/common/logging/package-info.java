/**
 * Log lines that stay readable when what they report comes in floods.
 */
@NullMarked
package io.nowornever.common.logging;

import org.jspecify.annotations.NullMarked;
