package io.nowornever.lab.control;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

import io.nowornever.lab.control.RoomView.AccountView;
import io.nowornever.lab.control.RoomView.UnansweredView;
import io.nowornever.lab.control.RoomView.WayView;
import io.nowornever.lab.ledger.JournalException;
import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.command.Json;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks several times a second at what those in a room have written, and tells the
 * screen. What was seen can be asked for also when they are gone. Safe from any thread.
 */
final class RoomWatch implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(RoomWatch.class);

	private static final long LOOK_MILLIS = 250;

	private static final int LOOKS_PER_VIEW = 2;

	private static final long END_MILLIS = 10_000;

	private final ReentrantLock lock = new ReentrantLock();

	private final Observation observation = new Observation();

	private final Cast cast;

	private final Screen screen;

	private final Runnable show;

	private final Thread thread = Thread.ofPlatform().daemon().name("control-room").unstarted(this::watch);

	private volatile boolean ended;

	private volatile String problem = "";

	/**
	 * Creates a watch that has not begun.
	 * @param show is called when the room is to be shown anew
	 */
	RoomWatch(Cast cast, Screen screen, Runnable show) {
		this.cast = cast;
		this.screen = screen;
		this.show = show;
	}

	void begin() {
		this.thread.start();
	}

	/**
	 * Why nothing more is seen, or an empty text.
	 */
	String problem() {
		return this.problem;
	}

	/**
	 * Asks for something that was seen.
	 */
	<T> T ask(Function<Observation, T> question) {
		this.lock.lock();
		try {
			return question.apply(this.observation);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The last requests that were not answered, as a JSON array, the newest first.
	 */
	String unanswered() {
		return ask((seen) -> Json.write(seen.unanswered()
			.stream()
			.map((way) -> new UnansweredView(way.task(), way.startedMillis(), way.ageMillis(), way.attempts(),
					way.outcome(), seen.cause(way.task()), way.lastSeen()))
			.toList()));
	}

	/**
	 * A request's way as a JSON object, if it is not forgotten.
	 */
	Optional<String> way(String task) {
		return ask((seen) -> Optional.ofNullable(seen.way(task)).map((way) -> Json.write(WayView.of(way))));
	}

	/**
	 * Follows a party's journal.
	 */
	void follow(Path journal, String name) {
		tell((watching) -> watching.follow(journal, name));
	}

	/**
	 * Notes a fault that has just happened, with all that its party had told by then;
	 * unless nobody looks any more.
	 */
	void mark(Fault fault) {
		long now = System.currentTimeMillis();
		tell((watching) -> {
			if (!this.ended) {
				watching.read(now);
				watching.mark(fault, now);
			}
		});
		this.show.run();
	}

	/**
	 * What was done to a party is over.
	 */
	void endFaults(String party) {
		long now = System.currentTimeMillis();
		tell((watching) -> watching.endFaults(party, now));
	}

	/**
	 * How requests travel now, or {@code null} if that is not known.
	 */
	@Nullable Policy policy() {
		return this.cast.policy();
	}

	/**
	 * Adds to what the room as a whole does who is there, and what became of their
	 * requests.
	 */
	RoomView complete(RoomView room) {
		boolean gone = room.state() == RoomView.State.EMPTY;
		return ask((watching) -> room.with(this.cast.timeout(), gone ? null : this.cast.broker(),
				gone ? List.of() : this.cast.views(watching, room.now()),
				AccountView.of(watching.account(), watching.inFlight())));
	}

	/**
	 * Ends whoever was started, looks once more, and looks no more.
	 */
	@Override
	public void close() {
		this.cast.close();
		this.ended = true;
		try {
			this.thread.join(END_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void watch() {
		try {
			for (int looks = 0; !this.ended; looks++) {
				look();
				if (looks % LOOKS_PER_VIEW == 0) {
					this.show.run();
				}
				TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
			}
			look();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (JournalException | TestbedException ex) {
			logger.warn("Nothing more can be seen in the room", ex);
			this.problem = String.valueOf(ex.getMessage());
			this.show.run();
		}
		finally {
			this.ended = true;
			tell(Observation::close);
		}
	}

	private void tell(Consumer<Observation> what) {
		this.lock.lock();
		try {
			what.accept(this.observation);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Reads what was written, and tells it.
	 */
	private void look() {
		long now = System.currentTimeMillis();
		tell((watching) -> {
			this.cast.look(watching);
			watching.read(now);
			watching.finishedSeconds(now).forEach((second) -> this.screen.second(Json.write(second)));
			watching.changedMarks().forEach((mark) -> this.screen.mark(mark.number(), Json.write(mark)));
		});
	}

}
