/**
 * The services under the agent that traces them.
 */
@NullMarked
package io.nowornever.lab.tracing;

import org.jspecify.annotations.NullMarked;
