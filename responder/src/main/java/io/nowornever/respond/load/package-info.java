/**
 * Tells requesters how this responder is loaded.
 */
@NullMarked
package io.nowornever.respond.load;

import org.jspecify.annotations.NullMarked;
