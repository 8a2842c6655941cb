/**
 * The link to the broker: settings, metrics, health.
 */
@NullMarked
package io.nowornever.starter.connection;

import org.jspecify.annotations.NullMarked;
