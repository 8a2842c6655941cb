/**
 * The client library as it comes.
 */
@NullMarked
package io.nowornever.benchmark.bare;

import org.jspecify.annotations.NullMarked;
