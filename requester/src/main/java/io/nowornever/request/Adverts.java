package io.nowornever.request;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nowornever.common.load.LoadJson;
import io.nowornever.common.load.LoadSubjects;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.wire.MalformedBodyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what responders tell of their load. Safe from any thread.
 */
final class Adverts {

	private static final Logger log = LoggerFactory.getLogger(Adverts.class);

	private final NanoClock clock;

	private final Consumer<Destination> resumed;

	private final List<Destination> destinations = new ArrayList<>();

	private @Nullable Dispatcher dispatcher;

	/**
	 * Creates one that listens to nothing.
	 * @param clock the monotonic clock
	 * @param resumed is told of a destination whose pause an advert has ended
	 */
	Adverts(NanoClock clock, Consumer<Destination> resumed) {
		this.clock = clock;
		this.resumed = resumed;
	}

	/**
	 * Listens for a destination too, if it is one whose responders can be chosen.
	 */
	synchronized void listenFor(Destination destination) {
		if (destination.balancer() != null) {
			this.destinations.add(destination);
			Dispatcher standing = this.dispatcher;
			if (standing != null && standing.isActive()) {
				subscribe(standing, destination);
			}
		}
	}

	/**
	 * The broker complains. What is published without permission is lost without a word
	 * to its request, so a requester that may not ask the one it has chosen leaves the
	 * choice to the queue group, until the next connection.
	 * @param complaint the broker's words
	 */
	synchronized void complained(String complaint) {
		for (Destination destination : this.destinations) {
			String own = LoadSubjects.directPrefix(destination.subject());
			if (complaint.contains("Publish to \"" + own) && destination.forbidChoice(true)) {
				log.warn("This user may not publish to {}*; the queue group chooses who answers", own);
			}
		}
	}

	synchronized void connected(Connection connection) {
		this.destinations.forEach((destination) -> destination.forbidChoice(false));
		Dispatcher fresh = connection.createDispatcher();
		this.dispatcher = fresh;
		this.destinations.forEach((destination) -> subscribe(fresh, destination));
	}

	private void subscribe(Dispatcher dispatcher, Destination destination) {
		try {
			dispatcher.subscribe(LoadSubjects.adverts(destination.subject()),
					(message) -> heard(destination, message.getData()));
		}
		catch (IllegalStateException ex) {
			log.debug("The link broke before adverts were listened to", ex);
		}
	}

	/**
	 * A responder has told its load, in an advert or a reply.
	 * @param text what it told, or what else stands there
	 */
	void heard(Destination destination, byte[] text) {
		try {
			if (destination.heard(LoadJson.read(text), this.clock.nanoTime())) {
				this.resumed.accept(destination);
			}
		}
		catch (MalformedBodyException ex) {
			log.debug("Ignored what is no load of {}: {}", destination.subject(), ex.problem());
		}
	}

}
