package io.nowornever.starter.journal;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings of the journal.
 *
 * @param file where each event of a request is appended as a line; nowhere unless it is
 * set
 */
@ConfigurationProperties(prefix = "journal", ignoreUnknownFields = false)
record JournalProperties(@Nullable Path file) {
}
