/**
 * A broker for the tests of a class.
 */
@NullMarked
package io.nowornever.testbed.junit;

import org.jspecify.annotations.NullMarked;
