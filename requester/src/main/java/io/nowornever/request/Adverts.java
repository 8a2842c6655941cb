package io.nowornever.request;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nowornever.common.load.Load;
import io.nowornever.common.load.LoadJson;
import io.nowornever.common.load.LoadSubjects;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.wire.MalformedBodyException;
import io.nowornever.request.balance.Balancer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to what responders tell of their load. Safe from any thread.
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
			Balancer balancer = destination.balancer();
			if (balancer != null
					&& complaint.contains("Publish to \"" + LoadSubjects.directPrefix(destination.subject()))
					&& balancer.forbid(true)) {
				log.warn("This user may not publish to {}*; the queue group chooses who answers",
						LoadSubjects.directPrefix(destination.subject()));
			}
		}
	}

	synchronized void connected(Connection connection) {
		this.destinations.forEach(Adverts::allow);
		Dispatcher fresh = connection.createDispatcher();
		this.dispatcher = fresh;
		this.destinations.forEach((destination) -> subscribe(fresh, destination));
	}

	private void subscribe(Dispatcher dispatcher, Destination destination) {
		try {
			dispatcher.subscribe(LoadSubjects.adverts(destination.subject()), (message) -> heard(destination, message));
		}
		catch (IllegalStateException ex) {
			log.debug("The link broke before adverts were listened to", ex);
		}
	}

	private static void allow(Destination destination) {
		Balancer balancer = destination.balancer();
		if (balancer != null) {
			balancer.forbid(false);
		}
	}

	private void heard(Destination destination, Message message) {
		try {
			Load load = LoadJson.read(message.getData());
			if (destination.heard(load, this.clock.nanoTime())) {
				this.resumed.accept(destination);
			}
		}
		catch (MalformedBodyException ex) {
			log.debug("Ignored what came to {}: {}", message.getSubject(), ex.problem());
		}
	}

}
