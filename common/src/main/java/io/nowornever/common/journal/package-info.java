/**
 * What happened to each request, a line an event, for whoever wants to account for all of
 * them.
 */
@NullMarked
package io.nowornever.common.journal;

import org.jspecify.annotations.NullMarked;
