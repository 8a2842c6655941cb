/**
 * A broker that asks who one is, as that of the Compose stack does.
 */
@NullMarked
package io.nowornever.testbed.secured;

import org.jspecify.annotations.NullMarked;
