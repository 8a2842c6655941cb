/**
 * Takes requests from the queue group and stamps their arrival.
 */
@NullMarked
package io.nowornever.respond.intake;

import org.jspecify.annotations.NullMarked;
