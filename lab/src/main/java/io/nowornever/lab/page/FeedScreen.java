package io.nowornever.lab.page;

import java.util.HashSet;
import java.util.Set;

import io.nowornever.lab.control.Screen;
import io.nowornever.playground.web.Feed;

/**
 * Shows a control room to all browsers, by the page's feed: a page that comes later sees
 * the last minutes, too.
 */
final class FeedScreen implements Screen {

	private final Feed feed;

	private final Set<String> topics = new HashSet<>();

	private long seconds;

	FeedScreen(Feed feed) {
		this.feed = feed;
	}

	@Override
	public void clear() {
		this.topics.forEach(this.feed::forget);
		this.topics.clear();
		this.feed.replace("room-cleared", "room-cleared", "{}");
	}

	@Override
	public void room(String json) {
		this.feed.replace("room", "room", json);
	}

	@Override
	public void second(String json) {
		this.seconds++;
		replace("second-" + this.seconds, "second", json);
		String old = "second-" + (this.seconds - KEPT_SECONDS);
		this.topics.remove(old);
		this.feed.forget(old);
	}

	@Override
	public void mark(int number, String json) {
		replace("mark-" + number, "mark", json);
	}

	@Override
	public void experiment(String json) {
		this.feed.replace("experiment", "experiment", json);
	}

	private void replace(String topic, String type, String json) {
		this.topics.add(topic);
		this.feed.replace(topic, type, json);
	}

}
