/**
 * Holds the dashboards and the alerts against a real Prometheus that watches real
 * services.
 */
@NullMarked
package io.nowornever.lab.dashboard;

import org.jspecify.annotations.NullMarked;
