/**
 * One request's way from asking to exactly one outcome.
 */
@NullMarked
package io.nowornever.request;

import org.jspecify.annotations.NullMarked;
