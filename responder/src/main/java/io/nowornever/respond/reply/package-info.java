/**
 * Answers on the wire, with a result or an error.
 */
@NullMarked
package io.nowornever.respond.reply;

import org.jspecify.annotations.NullMarked;
