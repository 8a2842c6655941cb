/**
 * What the HTTP doors of both services have in common: they show no more than they must,
 * and no client can take more of them than there is.
 */
@NullMarked
package io.nowornever.starter.door;

import org.jspecify.annotations.NullMarked;
