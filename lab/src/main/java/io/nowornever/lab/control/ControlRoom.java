package io.nowornever.lab.control;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.nowornever.lab.control.RoomView.State;
import io.nowornever.lab.experiment.run.Play;
import io.nowornever.lab.ledger.Account;
import io.nowornever.lab.ledger.Cause;
import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.command.Json;
import io.nowornever.testbed.service.Testbed;
import org.jspecify.annotations.Nullable;

/**
 * Starts producers, consumers and a broker as processes, lets somebody break them by
 * {@link Hands}, and tells a {@link Screen} what becomes of each request, from the
 * journals while they grow. Or it only watches the journals of others. Safe from any
 * thread; hands are used one at a time.
 */
public final class ControlRoom implements AutoCloseable {

	private final Screen screen;

	private State state = State.EMPTY;

	private String text = "";

	private boolean withHands = true;

	private @Nullable Hands hands;

	private @Nullable RoomWatch watch;

	private @Nullable Performance performance;

	/**
	 * Creates a room with nobody in it.
	 * @param screen is told what there is to see
	 */
	public ControlRoom(Screen screen) {
		this.screen = screen;
		show();
	}

	/**
	 * Opens the room for services that are to be started here, and end with it.
	 * @param testbed a broker, which is there, and services that reach it through proxies
	 * @param timeout the budget of requests
	 * @param howTheyTravel how requests travel
	 * @return the hands by which services are started, and broken
	 * @throws NotNowException if others are there
	 */
	public synchronized Hands open(Testbed testbed, Duration timeout, Policy howTheyTravel) {
		Stage stage = new Stage(testbed, timeout, howTheyTravel);
		RoomWatch watching = begin(stage);
		Hands opened = new Hands(stage, watching, this::show);
		this.hands = opened;
		return opened;
	}

	/**
	 * Watches whoever writes journals into a folder, without hands.
	 * @param folder the folder; files whose names end with {@code .journal} are journals
	 * @throws NotAllowedException if there is no such folder
	 * @throws NotNowException if others are there
	 */
	public synchronized void watch(Path folder) {
		JournalFolder writers = new JournalFolder(folder);
		this.withHands = false;
		begin(writers);
		become(State.RUNNING, "");
	}

	/**
	 * Starts an arrangement with a broker of its own, and does not wait for that.
	 * @param arrangement who
	 * @throws NotNowException if others are there
	 */
	public synchronized void start(Arrangement arrangement) {
		boolean busy = this.hands != null || this.state == State.STARTING || this.state == State.ENDING;
		if (busy || !this.withHands) {
			throw othersAreThere();
		}
		become(State.STARTING, "Starting a broker …");
		Thread.ofVirtual().name("room-start").start(() -> {
			try {
				Testbed testbed = Testbed.builder()
					.jetStream(true)
					.proxied()
					.onProgress((sentence) -> become(State.STARTING, sentence))
					.start();
				open(testbed, arrangement.timeout(), arrangement.policy()).start(arrangement);
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
	public synchronized void end() {
		Hands ending = hands();
		become(State.ENDING, "Ending in good order, the producers first …");
		Thread.ofVirtual().name("room-end").start(() -> {
			String problem = ending.endAll();
			close();
			become(State.EMPTY, problem);
		});
	}

	/**
	 * The hands of those who are there.
	 * @return the hands
	 * @throws NotNowException if nobody is there, or nobody who can be broken from here
	 */
	public synchronized Hands hands() {
		if (this.hands == null) {
			throw new NotNowException(this.withHands ? "Nobody is there: start an arrangement first"
					: "Those who are there were started by others: break them by their commands");
		}
		return this.hands;
	}

	/**
	 * Plays an experiment, and does not wait for its end. Those who are there are ended
	 * at once; while it is played nobody has hands.
	 * @param play the experiment
	 * @throws NotNowException if another is played, or others are being started or ended
	 */
	public void play(Play play) {
		synchronized (this) {
			if (!this.withHands || this.state == State.STARTING || this.state == State.ENDING) {
				throw new NotNowException("Somebody is being started, ended or played: wait for that, or stop it");
			}
			this.state = State.STARTING;
		}
		close();
		Performance begun = new Performance(play, this.screen, this::openScene, this::endPerformance);
		synchronized (this) {
			this.withHands = false;
			this.performance = begun;
		}
		begun.begin();
	}

	/**
	 * Ends the experiment that is played, and waits for that.
	 * @throws NotNowException if none is
	 */
	public void stopPlaying() {
		Performance playing;
		synchronized (this) {
			playing = this.performance;
		}
		if (playing == null) {
			throw new NotNowException("No experiment is played");
		}
		playing.stop();
	}

	/**
	 * The last requests that were not answered.
	 * @return a JSON array, the newest first
	 */
	public String unanswered() {
		RoomWatch watching = watching();
		return (watching != null) ? watching.unanswered() : "[]";
	}

	/**
	 * A request's way.
	 * @param task its id
	 * @return a JSON object, or {@code null} if it is forgotten or was never there
	 */
	public @Nullable String way(String task) {
		RoomWatch watching = watching();
		return (watching != null) ? watching.way(task).orElse(null) : null;
	}

	/**
	 * What became of all requests up to now.
	 * @return the account, or {@code null} if nothing was watched
	 */
	public @Nullable Account account() {
		RoomWatch watching = watching();
		return (watching == null) ? null : watching.ask(Observation::account);
	}

	/**
	 * How many requests were lost for which cause, counted some seconds after they timed
	 * out; these figures never fall.
	 * @return how many
	 */
	public Map<Cause, Long> lostForGood() {
		RoomWatch watching = watching();
		return (watching == null) ? Map.of() : watching.ask((seen) -> Map.copyOf(seen.lostForGood()));
	}

	/**
	 * Ends at once all processes that were started here. What was seen stays to be looked
	 * at, until the room is opened again.
	 */
	@Override
	public void close() {
		Performance playing;
		synchronized (this) {
			this.hands = null;
			playing = this.performance;
		}
		if (playing != null) {
			playing.stop();
		}
		closeWatch();
	}

	private RoomWatch openScene(PlayedCast cast) {
		closeWatch();
		synchronized (this) {
			RoomWatch begun = begin(cast);
			become(State.RUNNING, "");
			return begun;
		}
	}

	private void endPerformance() {
		closeWatch();
		synchronized (this) {
			this.performance = null;
			this.withHands = true;
			become(State.EMPTY, "");
		}
	}

	private void closeWatch() {
		RoomWatch ended = watching();
		if (ended != null) {
			ended.close();
		}
	}

	private RoomWatch begin(Cast cast) {
		if (this.hands != null) {
			throw othersAreThere();
		}
		RoomWatch begun = new RoomWatch(cast, this.screen, this::show);
		this.watch = begun;
		this.screen.clear();
		this.state = State.STARTING;
		this.text = "";
		begun.begin();
		return begun;
	}

	private static NotNowException othersAreThere() {
		return new NotNowException("Others are there: end them first");
	}

	private synchronized @Nullable RoomWatch watching() {
		return this.watch;
	}

	private synchronized void become(State another, String why) {
		this.state = another;
		this.text = why;
		show();
	}

	private synchronized void show() {
		RoomWatch watching = this.watch;
		if (watching == null) {
			this.screen.room(Json.write(RoomView.empty(this.state, this.text, null, this.withHands)));
			return;
		}
		String problem = watching.problem();
		Policy known = (this.hands != null) ? watching.policy() : null;
		this.screen.room(Json
			.write(watching.complete(problem.isEmpty() ? RoomView.empty(this.state, this.text, known, this.withHands)
					: RoomView.empty(State.FAILED, problem, known, this.withHands))));
	}

}
