/**
 * What the build has made.
 */
@NullMarked
package io.nowornever.benchmark.jars;

import org.jspecify.annotations.NullMarked;
