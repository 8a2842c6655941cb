/**
 * How long the services take to be ready and how much memory they hold.
 */
@NullMarked
package io.nowornever.benchmark.startup;

import org.jspecify.annotations.NullMarked;
