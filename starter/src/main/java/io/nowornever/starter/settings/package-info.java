/**
 * How a bad setting is told of.
 */
@NullMarked
package io.nowornever.starter.settings;

import org.jspecify.annotations.NullMarked;
