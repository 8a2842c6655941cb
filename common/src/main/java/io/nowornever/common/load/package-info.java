/**
 * What responders tell of their load, so that requesters can choose among them.
 */
@NullMarked
package io.nowornever.common.load;

import org.jspecify.annotations.NullMarked;
