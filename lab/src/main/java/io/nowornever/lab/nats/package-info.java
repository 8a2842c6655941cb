/**
 * The nats-server that commands talk to: a given one, or one of their own.
 */
@NullMarked
package io.nowornever.lab.nats;

import org.jspecify.annotations.NullMarked;
