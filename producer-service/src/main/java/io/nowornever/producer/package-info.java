/**
 * The service that asks: its settings and its wiring.
 */
@NullMarked
package io.nowornever.producer;

import org.jspecify.annotations.NullMarked;
