/**
 * Answers as a member of a queue group.
 */
@NullMarked
package io.nowornever.respond;

import org.jspecify.annotations.NullMarked;
