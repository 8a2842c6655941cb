package io.nowornever.playground.throughput;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.nowornever.playground.nats.PlaygroundServer;

/**
 * One run: a publisher floods subscribers. Open it, run it once, close it.
 */
public final class Simulation implements AutoCloseable {

	private final RunSettings settings;

	private final Publisher publisher;

	private final List<Subscriber> subscribers;

	private final Counters received;

	private final AtomicBoolean stopped = new AtomicBoolean();

	private Simulation(RunSettings settings, Publisher publisher, List<Subscriber> subscribers, Counters received) {
		this.settings = settings;
		this.publisher = publisher;
		this.subscribers = subscribers;
		this.received = received;
	}

	/**
	 * Connects publisher and subscribers, which takes milliseconds for each.
	 * @param server where
	 * @param settings what to do
	 * @return the run, ready
	 * @throws io.nowornever.playground.nats.ServerUnavailableException if the server does
	 * not answer, or has no JetStream and the run needs it
	 * @throws RejectedSettingsException if the server does not take payloads of that size
	 * @throws InterruptedException if the thread is interrupted meanwhile
	 */
	public static Simulation open(PlaygroundServer server, RunSettings settings) throws InterruptedException {
		RunNames names = RunNames.unique();
		Counters received = new Counters(settings.subscribers());
		List<Subscriber> subscribers = new ArrayList<>();
		Publisher publisher = Publisher.open(server, settings, names);
		boolean opened = false;
		try {
			for (int number = 0; number < settings.subscribers(); number++) {
				subscribers.add(Subscriber.open(server, settings, names, received, number));
			}
			opened = true;
		}
		finally {
			if (!opened) {
				subscribers.forEach(Subscriber::close);
				publisher.close();
			}
		}
		return new Simulation(settings, publisher, subscribers, received);
	}

	/**
	 * Publishes on this thread and returns when what became of each message is settled,
	 * at the latest some seconds after the limit.
	 * @param listener is given the counts about every 80 ms and at the end, on a thread
	 * of its own; what it takes longer delays the next sample and nothing else
	 * @return the result
	 * @throws InterruptedException if the thread is interrupted meanwhile
	 */
	public RunResult run(Consumer<Sample> listener) throws InterruptedException {
		Settling settling = new Settling(this.settings, this.publisher, this.subscribers, this.received,
				this.stopped::get);
		Window window = new Window(this.settings.window(), settling::settled, settling::isOver);
		Sampler sampler = Sampler.start(() -> new Sample(settling.elapsedNanos(), this.publisher.sent(),
				this.received.sum(), settling.isDraining()), listener);
		try {
			this.publisher.publish(this.settings.messages(), window);
			Ending ending = settling.await();
			sampler.finish();
			return settling.result(ending, sampler.processorNanos());
		}
		finally {
			sampler.finish();
		}
	}

	/**
	 * Makes the run end soon; from any thread. Does nothing if it has ended.
	 */
	public void stop() {
		this.stopped.set(true);
	}

	/**
	 * Ends the connections, and the stream if there is one.
	 */
	@Override
	public void close() {
		this.subscribers.forEach(Subscriber::close);
		this.publisher.close();
	}

}
