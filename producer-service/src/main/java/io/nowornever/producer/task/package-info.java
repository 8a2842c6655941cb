/**
 * What the producer asks.
 */
@NullMarked
package io.nowornever.producer.task;

import org.jspecify.annotations.NullMarked;
