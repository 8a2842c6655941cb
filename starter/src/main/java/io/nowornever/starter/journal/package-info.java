/**
 * The journal: settings, metric, health.
 */
@NullMarked
package io.nowornever.starter.journal;

import org.jspecify.annotations.NullMarked;
