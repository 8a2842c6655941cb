/**
 * A real nats-server as a child process: started, killed, paused, started again.
 */
@NullMarked
package io.nowornever.testbed.broker;

import org.jspecify.annotations.NullMarked;
