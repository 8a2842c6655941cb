/**
 * What the producer asks, and what its log tells of the answers.
 */
@NullMarked
package io.nowornever.producer.task;

import org.jspecify.annotations.NullMarked;
