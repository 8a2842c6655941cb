/**
 * Requests that a stream keeps: taken one for each free worker, given back or
 * acknowledged.
 */
@NullMarked
package io.nowornever.respond.stream;

import org.jspecify.annotations.NullMarked;
