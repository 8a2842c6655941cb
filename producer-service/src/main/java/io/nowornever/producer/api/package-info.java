/**
 * The HTTP door for other programs.
 */
@NullMarked
package io.nowornever.producer.api;

import org.jspecify.annotations.NullMarked;
