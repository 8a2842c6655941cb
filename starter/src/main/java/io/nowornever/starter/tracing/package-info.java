/**
 * Follows requests with what an application has for that: observations, or an agent.
 */
@NullMarked
package io.nowornever.starter.tracing;

import org.jspecify.annotations.NullMarked;
