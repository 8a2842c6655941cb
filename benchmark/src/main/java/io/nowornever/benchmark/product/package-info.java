/**
 * Both services inside this JVM.
 */
@NullMarked
package io.nowornever.benchmark.product;

import org.jspecify.annotations.NullMarked;
