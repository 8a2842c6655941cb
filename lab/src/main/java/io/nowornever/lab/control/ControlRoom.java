package io.nowornever.lab.control;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import io.nowornever.lab.control.RoomView.AccountView;
import io.nowornever.lab.control.RoomView.BrokerView;
import io.nowornever.lab.control.RoomView.LinkView;
import io.nowornever.lab.control.RoomView.PartyView;
import io.nowornever.lab.control.RoomView.State;
import io.nowornever.lab.control.RoomView.UnansweredView;
import io.nowornever.lab.control.RoomView.WayView;
import io.nowornever.lab.ledger.JournalException;
import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.command.Json;
import io.nowornever.testbed.service.Testbed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts producers, consumers and a broker as processes, lets somebody break them by
 * {@link Hands}, and tells a {@link Screen} what becomes of each request, from the
 * journals while they grow. Safe from any thread; hands are used one at a time.
 */
public final class ControlRoom implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ControlRoom.class);

	private static final long LOOK_MILLIS = 250;

	private static final int LOOKS_PER_VIEW = 2;

	private final Screen screen;

	private final ReentrantLock lock = new ReentrantLock();

	private State state = State.EMPTY;

	private String text = "";

	private Policy policy = Policy.USUAL;

	private @Nullable Stage stage;

	private @Nullable Hands hands;

	private @Nullable Observation observation;

	private @Nullable AccountView lastAccount;

	/**
	 * Creates a room with nobody in it.
	 * @param screen is told what there is to see
	 */
	public ControlRoom(Screen screen) {
		this.screen = screen;
		show();
	}

	/**
	 * Begins to watch processes that somebody else has started or starts, and ends with
	 * this room.
	 * @param testbed a broker, which is there, and services that reach it through proxies
	 * @param timeout the budget of requests
	 * @param howTheyTravel how requests travel
	 * @return the hands by which services are started, and broken
	 * @throws NotNowException if others are there
	 */
	public Hands open(Testbed testbed, Duration timeout, Policy howTheyTravel) {
		this.lock.lock();
		try {
			if (this.stage != null) {
				throw new NotNowException("A room is open: end it first");
			}
			Stage opened = new Stage(testbed, timeout, howTheyTravel);
			Observation watching = new Observation();
			this.stage = opened;
			this.observation = watching;
			this.policy = howTheyTravel;
			this.lastAccount = null;
			this.state = State.STARTING;
			this.text = "";
			this.screen.clear();
			Thread.ofPlatform().daemon().name("control-room").start(() -> watch(opened, watching));
			this.hands = new Hands(opened, this);
			return this.hands;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Starts an arrangement with a broker of its own, and does not wait for that.
	 * @param arrangement who
	 * @throws NotNowException if others are there
	 */
	public void start(Arrangement arrangement) {
		requireEmpty();
		become(State.STARTING, "Starting a broker …");
		Thread.ofPlatform().daemon().name("room-start").start(() -> {
			try {
				Testbed testbed = Testbed.builder().jetStream(true).proxied().onProgress(this::progress).start();
				Hands opened = open(testbed, arrangement.timeout(), arrangement.policy());
				opened.start(arrangement);
				ready();
			}
			catch (TestbedException | NotNowException ex) {
				close();
				become(State.FAILED, String.valueOf(ex.getMessage()));
			}
		});
	}

	/**
	 * All who are to be there from the beginning are.
	 */
	public void ready() {
		become(State.RUNNING, "");
	}

	/**
	 * Ends all in good order, the producers first, and does not wait for that.
	 * @throws NotNowException if nobody is there
	 */
	public void end() {
		Hands ending = hands();
		become(State.ENDING, "Ending in good order, the producers first …");
		Thread.ofPlatform().daemon().name("room-end").start(() -> {
			try {
				ending.endAll();
			}
			catch (TestbedException | NotNowException ex) {
				logger.warn("Not all ended in good order: {}", ex.getMessage());
			}
			finally {
				finish();
			}
		});
	}

	/**
	 * The hands of those who are there.
	 * @return the hands
	 * @throws NotNowException if nobody is there
	 */
	public Hands hands() {
		this.lock.lock();
		try {
			if (this.hands == null || this.stage == null) {
				throw new NotNowException("Nobody is there: start an arrangement first");
			}
			return this.hands;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void requireEmpty() {
		this.lock.lock();
		try {
			if (this.stage != null || this.state == State.STARTING || this.state == State.ENDING) {
				throw new NotNowException("Others are there: end them first");
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void progress(String sentence) {
		become(State.STARTING, sentence);
	}

	private void finish() {
		whileWatching((watching) -> {
			look(watching);
			this.lastAccount = AccountView.of(watching.account(), watching.inFlight());
		});
		close();
		become(State.EMPTY, "");
	}

	/**
	 * Says what the room as a whole does.
	 * @param another what
	 * @param why more of it, for people, or an empty text
	 */
	void become(State another, String why) {
		this.lock.lock();
		try {
			this.state = another;
			this.text = why;
		}
		finally {
			this.lock.unlock();
		}
		show();
	}

	/**
	 * The last requests that were not answered.
	 * @return a JSON array, the newest first
	 */
	public String unanswered() {
		this.lock.lock();
		try {
			Observation watching = this.observation;
			List<UnansweredView> all = (watching == null) ? List.of()
					: watching.unanswered()
						.stream()
						.map((way) -> new UnansweredView(way.task(), way.startedMillis(), way.ageMillis(),
								way.attempts(), way.outcome(), watching.cause(way.task()), way.lastSeen()))
						.toList();
			return Json.write(all);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * A request's way.
	 * @param task its id
	 * @return a JSON object, or {@code null} if it is forgotten or was never there
	 */
	public @Nullable String way(String task) {
		this.lock.lock();
		try {
			Way way = (this.observation != null) ? this.observation.way(task) : null;
			return (way != null) ? Json.write(WayView.of(way)) : null;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * What became of all requests up to now.
	 * @return the account as a JSON object, or {@code null} if nothing was watched
	 */
	public @Nullable String account() {
		this.lock.lock();
		try {
			if (this.observation == null) {
				return null;
			}
			this.observation.read(System.currentTimeMillis());
			return Json.write(this.observation.account());
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Ends all processes at once. What was seen stays to be looked at, until another room
	 * is opened.
	 */
	@Override
	public void close() {
		Stage ended;
		this.lock.lock();
		try {
			ended = this.stage;
			this.stage = null;
		}
		finally {
			this.lock.unlock();
		}
		if (ended != null) {
			ended.close();
		}
	}

	/**
	 * Follows a party's journal.
	 */
	void follow(Path journal, String name) {
		whileWatching((watching) -> watching.follow(journal, name));
	}

	/**
	 * Notes a fault that has just happened, with all that its party had told by then.
	 */
	void mark(Fault fault) {
		long now = System.currentTimeMillis();
		whileWatching((watching) -> {
			watching.read(now);
			watching.mark(fault, now);
		});
		show();
	}

	/**
	 * What was done to a party is over.
	 */
	void endFaults(String party) {
		whileWatching((watching) -> watching.endFaults(party, System.currentTimeMillis()));
	}

	void show() {
		this.lock.lock();
		try {
			this.screen.room(Json.write(view()));
		}
		finally {
			this.lock.unlock();
		}
	}

	private void whileWatching(Consumer<Observation> what) {
		this.lock.lock();
		try {
			if (this.observation != null) {
				what.accept(this.observation);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void watch(Stage watched, Observation watching) {
		try (watching) {
			for (int looks = 0; isWatched(watched); looks++) {
				look(watching);
				if (looks % LOOKS_PER_VIEW == 0) {
					show();
				}
				TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (JournalException | TestbedException ex) {
			logger.warn("The room can be watched no more", ex);
			become(State.FAILED, String.valueOf(ex.getMessage()));
		}
	}

	private void look(Observation watching) {
		long now = System.currentTimeMillis();
		this.lock.lock();
		try {
			watching.read(now);
			watching.finishedSeconds(now).forEach((second) -> this.screen.second(Json.write(second)));
			watching.changedMarks().forEach((mark) -> this.screen.mark(mark.number(), Json.write(mark)));
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isWatched(Stage watched) {
		this.lock.lock();
		try {
			return this.stage == watched;
		}
		finally {
			this.lock.unlock();
		}
	}

	private RoomView view() {
		Stage shown = this.stage;
		Observation watching = this.observation;
		Policy howTheyTravel = (shown != null) ? shown.policy() : this.policy;
		RoomView empty = RoomView.empty(this.state, this.text, howTheyTravel, true, this.lastAccount);
		if (shown == null || watching == null) {
			return empty;
		}
		List<PartyView> parties = shown.parties()
			.stream()
			.map((party) -> PartyView.of(party, watching.party(party.name()),
					LinkView.of(shown.link(party.name()).conditions()), empty.now()))
			.toList();
		this.lastAccount = AccountView.of(watching.account(), watching.inFlight());
		return empty.with(new BrokerView(Stage.BROKER, shown.brokerState(), shown.broker().pid(),
				shown.brokerSinceMillis(), shown.broker().url()), parties, this.lastAccount);
	}

}
