/**
 * What the two services say to each other. The libraries do not know it.
 */
@NullMarked
package io.nowornever.common.pair;

import org.jspecify.annotations.NullMarked;
