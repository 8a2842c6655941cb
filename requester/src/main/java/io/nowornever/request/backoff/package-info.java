/**
 * The pause while nobody listens, and the probe that ends it.
 */
@NullMarked
package io.nowornever.request.backoff;

import org.jspecify.annotations.NullMarked;
