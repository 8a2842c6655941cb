/**
 * Objects to JSON and back, by the application's own Jackson.
 */
@NullMarked
package io.nowornever.starter.codec;

import org.jspecify.annotations.NullMarked;
