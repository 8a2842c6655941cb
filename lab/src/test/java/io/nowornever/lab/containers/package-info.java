/**
 * What users do with Docker Compose by hand, done and watched through Prometheus.
 */
@NullMarked
package io.nowornever.lab.containers;

import org.jspecify.annotations.NullMarked;
