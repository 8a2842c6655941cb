/**
 * A network between a process on this machine and a server, that can be made bad.
 */
@NullMarked
package io.nowornever.testbed.network;

import org.jspecify.annotations.NullMarked;
