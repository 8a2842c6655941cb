/**
 * The service that answers: its settings and its start.
 */
@NullMarked
package io.nowornever.consumer;

import org.jspecify.annotations.NullMarked;
