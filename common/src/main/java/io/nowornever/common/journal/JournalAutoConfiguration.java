package io.nowornever.common.journal;

import java.nio.file.Path;
import java.time.InstantSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Opens the journal where one is wanted.
 */
@AutoConfiguration
@EnableConfigurationProperties(JournalProperties.class)
class JournalAutoConfiguration {

	@Bean
	Journal journal(JournalProperties properties, InstantSource wallClock) {
		Path file = properties.file();
		return (file != null) ? Journal.open(file, wallClock) : Journal.off();
	}

}
