package io.nowornever.starter.journal;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings of the journal. Further keys under the prefix are the application's own.
 *
 * @param file where each event of a request is appended as a line; nowhere unless it is
 * set
 */
@ConfigurationProperties(JournalProperties.PREFIX)
public record JournalProperties(@Nullable Path file) {

	/**
	 * The keys' beginning.
	 */
	public static final String PREFIX = "journal";

}
