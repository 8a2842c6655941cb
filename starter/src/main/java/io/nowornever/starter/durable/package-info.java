/**
 * The settings of streams that keep requests.
 */
@NullMarked
package io.nowornever.starter.durable;

import org.jspecify.annotations.NullMarked;
