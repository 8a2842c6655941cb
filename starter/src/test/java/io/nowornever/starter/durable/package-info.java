/**
 * Durable requests of whole applications.
 */
@NullMarked
package io.nowornever.starter.durable;

import org.jspecify.annotations.NullMarked;
