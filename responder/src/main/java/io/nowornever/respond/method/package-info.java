/**
 * Methods that answer.
 */
@NullMarked
package io.nowornever.respond.method;

import org.jspecify.annotations.NullMarked;
