/**
 * A run of a service that records for the JVM what its starts need.
 */
@NullMarked
package io.nowornever.starter.training;

import org.jspecify.annotations.NullMarked;
