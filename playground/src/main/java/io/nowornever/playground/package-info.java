/**
 * Where people try NATS and JetStream: lessons and a throughput simulator, at the
 * terminal and on a page.
 */
@NullMarked
package io.nowornever.playground;

import org.jspecify.annotations.NullMarked;
