/**
 * An application that uses both sides, as a user would write it.
 */
@NullMarked
package io.nowornever.starter.shop;

import org.jspecify.annotations.NullMarked;
