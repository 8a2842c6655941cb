/**
 * This product's request path against the bare client library, and its services' start.
 */
@NullMarked
package io.nowornever.benchmark;

import org.jspecify.annotations.NullMarked;
