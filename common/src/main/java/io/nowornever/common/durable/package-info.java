/**
 * Streams that keep requests until somebody has done them (JetStream).
 */
@NullMarked
package io.nowornever.common.durable;

import org.jspecify.annotations.NullMarked;
