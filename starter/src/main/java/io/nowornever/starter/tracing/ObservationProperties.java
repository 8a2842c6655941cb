package io.nowornever.starter.tracing;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whether requests are observed.
 *
 * @param enabled whether each request and its handling is an observation, which also
 * makes timers of them; by default where the application has a tracer and no
 * OpenTelemetry Java agent runs
 */
@ConfigurationProperties(prefix = "now-or-never.observations", ignoreUnknownFields = false)
record ObservationProperties(@Nullable Boolean enabled) {
}
