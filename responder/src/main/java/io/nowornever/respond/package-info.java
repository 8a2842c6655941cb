/**
 * Answers as a member of a queue group: what an application that does so sees.
 */
@NullMarked
package io.nowornever.respond;

import org.jspecify.annotations.NullMarked;
