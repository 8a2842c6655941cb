package io.nowornever.playground.web;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * {@code GET /api/events}: the feed as server-sent events. An event's data is a JSON
 * array of entries, its id is the feed's and the number of the last of them. A reader of
 * another feed, or without a place in this one, is first told to forget what it has.
 */
@RestController
class FeedController {

	private static final Logger logger = LoggerFactory.getLogger(FeedController.class);

	private static final long NO_LIMIT = 0;

	/**
	 * After so long a silence something is sent, to notice readers that have gone.
	 */
	private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

	private static final String START = "[{\"type\":\"start\",\"data\":{}}]";

	private final Feed feed;

	FeedController(Feed feed) {
		this.feed = feed;
	}

	@GetMapping(path = "/api/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	SseEmitter events(@RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastId) {
		SseEmitter emitter = new SseEmitter(NO_LIMIT);
		long place = place(lastId);
		Thread.ofVirtual().name("feed-reader").start(() -> send(emitter, place));
		return emitter;
	}

	private void send(SseEmitter emitter, long from) {
		try {
			long place = from;
			if (place == 0) {
				emitter.send(SseEmitter.event().data(START));
			}
			while (this.feed.isRunning()) {
				List<Feed.Entry> entries = this.feed.awaitAfter(place, LONGEST_SILENCE);
				if (entries.isEmpty()) {
					emitter.send(SseEmitter.event().comment(""));
					continue;
				}
				place = entries.getLast().number();
				emitter.send(SseEmitter.event().id(this.feed.id() + ":" + place).data(json(entries)));
			}
			emitter.complete();
		}
		catch (IOException | IllegalStateException ex) {
			// The reader has gone; what the web server holds for it, it ends itself.
			logger.debug("A reader of the feed has gone", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			emitter.complete();
		}
	}

	private long place(@Nullable String lastId) {
		String prefix = this.feed.id() + ":";
		if (lastId == null || !lastId.startsWith(prefix)) {
			return 0;
		}
		try {
			return Math.max(0, Long.parseLong(lastId.substring(prefix.length())));
		}
		catch (NumberFormatException ex) {
			return 0;
		}
	}

	private static String json(List<Feed.Entry> entries) {
		return entries.stream()
			.map((entry) -> "{\"topic\":\"" + entry.topic() + "\",\"type\":\"" + entry.type() + "\",\"data\":"
					+ entry.json() + "}")
			.collect(Collectors.joining(",", "[", "]"));
	}

}
