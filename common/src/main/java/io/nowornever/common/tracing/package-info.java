/**
 * What is told to those who follow requests through processes and threads.
 */
@NullMarked
package io.nowornever.common.tracing;

import org.jspecify.annotations.NullMarked;
