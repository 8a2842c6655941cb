package io.nowornever.starter.journal;

import java.nio.file.Path;
import java.time.InstantSource;

import io.nowornever.common.journal.Journal;
import io.nowornever.common.journal.JournalMetrics;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.util.unit.DataSize;

/**
 * Opens the journal where one is wanted, and shows whether it can be written.
 */
@AutoConfiguration
@EnableConfigurationProperties(JournalProperties.class)
class JournalAutoConfiguration {

	@Bean
	Journal journal(JournalProperties properties, InstantSource wallClock) {
		Path file = properties.file();
		DataSize most = properties.maxSize();
		long mostBytes = (most != null) ? most.toBytes() : Journal.UNBOUNDED;
		return (file != null) ? Journal.open(file, mostBytes, wallClock) : Journal.off();
	}

	@Bean
	JournalMetrics journalMetrics(Journal journal) {
		return new JournalMetrics(journal);
	}

	@Bean
	@ConditionalOnEnabledHealthIndicator("journal")
	HealthIndicator journalHealthIndicator(Journal journal) {
		return () -> {
			String failure = journal.failure();
			return (failure != null) ? Health.down().withDetail("journal", failure).build() : Health.up().build();
		};
	}

}
