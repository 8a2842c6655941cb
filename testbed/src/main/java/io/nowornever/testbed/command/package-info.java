/**
 * What every command has in common: its options' numbers, its output and its end by
 * Ctrl-C.
 */
@NullMarked
package io.nowornever.testbed.command;

import org.jspecify.annotations.NullMarked;
