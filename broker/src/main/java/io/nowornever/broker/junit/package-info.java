/**
 * A broker for the tests of a class.
 */
@NullMarked
package io.nowornever.broker.junit;

import org.jspecify.annotations.NullMarked;
