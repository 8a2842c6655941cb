/**
 * Answers on the wire, with a result or an error.
 */
@NullMarked
package io.nowornever.consumer.reply;

import org.jspecify.annotations.NullMarked;
