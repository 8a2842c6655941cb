/**
 * A real nats-server as a child process: found or fetched, started, killed, paused.
 */
@NullMarked
package io.nowornever.broker;

import org.jspecify.annotations.NullMarked;
