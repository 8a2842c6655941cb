/**
 * The nats-server that commands talk to: a given one, or one of their own.
 */
@NullMarked
package io.nowornever.playground.nats;

import org.jspecify.annotations.NullMarked;
