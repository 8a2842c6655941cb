/**
 * The demo: a few producers and consumers, one line a second, and a summary.
 */
@NullMarked
package io.nowornever.lab.demo;

import org.jspecify.annotations.NullMarked;
