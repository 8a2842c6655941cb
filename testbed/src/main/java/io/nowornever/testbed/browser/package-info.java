/**
 * A browser for tests of pages, used as a person would.
 */
@NullMarked
package io.nowornever.testbed.browser;

import org.jspecify.annotations.NullMarked;
