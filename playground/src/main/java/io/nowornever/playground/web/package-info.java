/**
 * The lab's page: benchmark and lessons in a browser, the same in every tab.
 */
@NullMarked
package io.nowornever.playground.web;

import org.jspecify.annotations.NullMarked;
