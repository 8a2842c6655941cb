/**
 * Chooses who is asked, from what responders tell of their load.
 */
@NullMarked
package io.nowornever.request.balance;

import org.jspecify.annotations.NullMarked;
