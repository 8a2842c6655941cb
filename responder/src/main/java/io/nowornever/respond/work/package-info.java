/**
 * Does the tasks: the handler and the workers that call it.
 */
@NullMarked
package io.nowornever.respond.work;

import org.jspecify.annotations.NullMarked;
