package io.nowornever.starter.journal;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * The settings of the journal. Further keys under the prefix are the application's own.
 *
 * @param file where each event of a request is appended as a line; nowhere unless it is
 * set
 * @param maxSize how much of it is kept at the most, for example 64MB: when half of it is
 * written, the file becomes FILE.1 in the place of an older one, and begins anew. Without
 * it the file grows as long as there is room
 */
@ConfigurationProperties(JournalProperties.PREFIX)
public record JournalProperties(@Nullable Path file, @Nullable DataSize maxSize) {

	/**
	 * The keys' beginning.
	 */
	public static final String PREFIX = "journal";

}
