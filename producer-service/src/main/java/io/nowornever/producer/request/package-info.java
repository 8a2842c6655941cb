/**
 * One request's way from asking to exactly one outcome.
 */
@NullMarked
package io.nowornever.producer.request;

import org.jspecify.annotations.NullMarked;
