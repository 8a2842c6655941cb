package io.nowornever.lab.control;

import java.util.concurrent.TimeUnit;

import io.nowornever.lab.ledger.Role;
import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.service.Metrics;
import io.nowornever.testbed.service.ServiceProcess;
import org.jspecify.annotations.Nullable;

/**
 * A service of the room: its process, what was done to that, and what it tells of itself.
 * A thread of its own asks it each second, as long as the process lives. Safe from any
 * thread; whoever changes it sees to it that nobody else does.
 */
final class Party {

	/**
	 * How it is.
	 */
	enum State {

		STARTING, UP, STOPPING, STOPPED, KILLED, FROZEN,

		/**
		 * Its process has ended by itself.
		 */
		ENDED,

		/**
		 * It has not told its end, and nothing else for a while.
		 */
		SILENT

	}

	/**
	 * What it tells.
	 *
	 * @param link whether it has a link to the broker
	 * @param gate whether a consumer takes what comes
	 * @param waitingSeconds how much work waits at a consumer
	 * @param advert what a consumer tells those who choose
	 */
	record Told(@Nullable Boolean link, @Nullable Boolean gate, @Nullable Double waitingSeconds,
			@Nullable Advert advert) {

		static final Told NOTHING = new Told(null, null, null, null);

		/**
		 * Reads what a service's metrics tell.
		 */
		static Told of(Metrics metrics, Role role) {
			boolean link = metrics.value("nats_connection_up") > 0;
			if (role == Role.PRODUCER) {
				return new Told(link, null, null, null);
			}
			return new Told(link, metrics.value("task_gate_open") > 0, metrics.value("task_backlog_seconds"),
					Advert.of(metrics));
		}

	}

	private static final long ASKED_EVERY_MILLIS = 1_000;

	private static final long ASKED_AGAIN_MILLIS = 100;

	private final String name;

	private volatile PartySpec spec;

	private volatile ServiceProcess process;

	private volatile State state = State.STARTING;

	private volatile long sinceMillis = System.currentTimeMillis();

	private volatile Told told = Told.NOTHING;

	Party(String name, PartySpec spec, ServiceProcess process) {
		this.name = name;
		this.spec = spec;
		this.process = process;
		watch(process);
	}

	String name() {
		return this.name;
	}

	Role role() {
		return this.spec.role();
	}

	PartySpec spec() {
		return this.spec;
	}

	ServiceProcess process() {
		return this.process;
	}

	State state() {
		return this.state;
	}

	/**
	 * Since when it is in its state, milliseconds since the epoch.
	 */
	long sinceMillis() {
		return this.sinceMillis;
	}

	Told told() {
		return this.told;
	}

	/**
	 * Whether its process exists, be it frozen.
	 */
	boolean isThere() {
		return this.process.isAlive();
	}

	/**
	 * It was started again.
	 */
	void begin(PartySpec another, ServiceProcess newProcess) {
		this.spec = another;
		this.process = newProcess;
		become(State.STARTING);
		watch(newProcess);
	}

	void become(State another) {
		this.state = another;
		this.sinceMillis = System.currentTimeMillis();
		if (another != State.UP && another != State.STOPPING) {
			this.told = Told.NOTHING;
		}
	}

	private void watch(ServiceProcess watched) {
		Thread.ofVirtual().name("watch-" + this.name).start(() -> {
			try {
				while (watched == this.process && watched.isAlive()) {
					ask(watched);
					TimeUnit.MILLISECONDS
						.sleep((this.state == State.STARTING) ? ASKED_AGAIN_MILLIS : ASKED_EVERY_MILLIS);
				}
				if (watched == this.process && (this.state == State.UP || this.state == State.STARTING)) {
					become(State.ENDED);
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
	}

	private void ask(ServiceProcess asked) {
		if (this.state == State.FROZEN) {
			return;
		}
		try {
			if (this.state == State.STARTING) {
				asked.awaitReady();
				if (this.state == State.STARTING && asked == this.process) {
					become(State.UP);
				}
			}
			Told answer = Told.of(asked.metrics(), role());
			this.told = (asked == this.process && this.state != State.FROZEN) ? answer : Told.NOTHING;
		}
		catch (TestbedException ex) {
			this.told = Told.NOTHING;
		}
	}

}
