/**
 * The lab's throughput simulator against the bare client library.
 */
@NullMarked
package io.nowornever.benchmark.throughput;

import org.jspecify.annotations.NullMarked;
