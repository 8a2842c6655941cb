package io.nowornever.starter.durable;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/**
 * Wires the settings of streams.
 */
@AutoConfiguration
@EnableConfigurationProperties(DurableProperties.class)
class DurableAutoConfiguration {

}
