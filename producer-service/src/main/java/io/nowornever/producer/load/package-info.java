/**
 * The load generator: an open loop that keeps to its schedule whatever the answers do.
 */
@NullMarked
package io.nowornever.producer.load;

import org.jspecify.annotations.NullMarked;
