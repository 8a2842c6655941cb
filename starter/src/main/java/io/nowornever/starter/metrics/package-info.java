/**
 * Where meters are kept in an application that brings no registry for them, and how
 * Prometheus gets to see them.
 */
@NullMarked
package io.nowornever.starter.metrics;

import org.jspecify.annotations.NullMarked;
