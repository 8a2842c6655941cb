/**
 * Objects to bodies and back.
 */
@NullMarked
package io.nowornever.common.codec;

import org.jspecify.annotations.NullMarked;
