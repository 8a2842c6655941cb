/**
 * Takes requests from the queue group and stamps their arrival.
 */
@NullMarked
package io.nowornever.consumer.intake;

import org.jspecify.annotations.NullMarked;
