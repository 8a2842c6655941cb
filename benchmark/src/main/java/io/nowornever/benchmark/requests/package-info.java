/**
 * Asking and answering in turns, with the product and with the bare client library.
 */
@NullMarked
package io.nowornever.benchmark.requests;

import org.jspecify.annotations.NullMarked;
