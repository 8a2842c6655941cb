package io.nowornever.lab.control;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import io.nowornever.lab.experiment.Verdict;
import io.nowornever.lab.experiment.run.Play;
import io.nowornever.lab.scene.Spectator;
import io.nowornever.lab.scene.Step;
import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.command.Json;
import io.nowornever.testbed.service.ServiceProcess;
import io.nowornever.testbed.service.Testbed;
import org.jspecify.annotations.Nullable;

/**
 * Plays an experiment in a room, on a thread of its own.
 */
final class Performance implements Spectator {

	/**
	 * How far it is.
	 */
	enum State {

		RUNNING, DONE, FAILED, STOPPED

	}

	/**
	 * An expectation, and whether it held.
	 *
	 * @param statement what is expected
	 * @param held whether it held, or {@code null} as long as that is not known
	 * @param seen the figures that decided it
	 */
	record ExpectationView(String statement, @Nullable Boolean held, @Nullable String seen) {
	}

	/**
	 * How it is told.
	 *
	 * @param name the experiment's name
	 * @param speed how much faster than the original it is played; what it expects and
	 * what was seen of that is in the original's time
	 * @param scene the scene that is played
	 * @param state how far it is
	 * @param text why it failed, or an empty text
	 * @param progress how much of the time that passes now has passed, 0 to 1
	 * @param expectations what is expected
	 */
	record View(String name, double speed, String scene, State state, String text, double progress,
			List<ExpectationView> expectations) {
	}

	/**
	 * Progress is told only if it has changed by so much.
	 */
	private static final double STEP = 0.01;

	private final Play play;

	private final Screen screen;

	private final Function<PlayedCast, RoomWatch> open;

	private final Thread thread;

	private List<ExpectationView> expectations;

	private String scene = "";

	private double progress;

	private @Nullable PlayedCast cast;

	private @Nullable RoomWatch watch;

	/**
	 * Creates one that has not begun.
	 * @param open opens the room for a scene
	 * @param over is called when it is over
	 */
	Performance(Play play, Screen screen, Function<PlayedCast, RoomWatch> open, Runnable over) {
		this.play = play;
		this.screen = screen;
		this.open = open;
		this.expectations = play.expectations()
			.stream()
			.map((statement) -> new ExpectationView(statement, null, null))
			.toList();
		this.thread = Thread.ofPlatform().daemon().name("performance").unstarted(() -> {
			perform();
			over.run();
		});
	}

	void begin() {
		this.thread.start();
	}

	/**
	 * Ends it before its end, and waits until that is done.
	 */
	void stop() {
		this.thread.interrupt();
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void begins(String name, Duration budget, Testbed testbed) {
		this.scene = name;
		this.progress = 0;
		PlayedCast entering = new PlayedCast(testbed, budget);
		this.cast = entering;
		this.watch = this.open.apply(entering);
		tell(State.RUNNING, "");
	}

	@Override
	public void producerEnters(ServiceProcess process, Path journal) {
		enter(process, PartySpec.producer(null), journal);
	}

	@Override
	public void consumerEnters(ServiceProcess process, Duration shortest, Duration longest, Path journal) {
		enter(process, PartySpec.consumer(new Durations(shortest, longest)), journal);
	}

	@Override
	public void happened(Step step) {
		if (this.cast != null && this.watch != null) {
			new Script(this.cast, this.watch).happened(step);
		}
	}

	@Override
	public void tell(String name, double done) {
		if (Math.abs(done - this.progress) >= STEP) {
			this.progress = done;
			tell(State.RUNNING, "");
		}
	}

	private void enter(ServiceProcess process, PartySpec spec, Path journal) {
		if (this.cast != null && this.watch != null && this.cast.enter(process, spec)) {
			this.watch.follow(journal, process.name());
		}
	}

	private void perform() {
		tell(State.RUNNING, "");
		try {
			this.play.run(this, this::judge);
			this.progress = 1;
			tell(State.DONE, "");
		}
		catch (TestbedException ex) {
			boolean stopped = Thread.interrupted();
			tell(stopped ? State.STOPPED : State.FAILED, stopped ? "" : String.valueOf(ex.getMessage()));
		}
	}

	private void judge(List<Verdict> verdicts) {
		this.expectations = this.expectations.stream()
			.map((each) -> verdicts.stream()
				.filter((verdict) -> verdict.statement().equals(each.statement()))
				.map((verdict) -> new ExpectationView(verdict.statement(), verdict.held(), verdict.seen()))
				.findFirst()
				.orElse(each))
			.toList();
		tell(State.RUNNING, "");
	}

	private void tell(State state, String text) {
		this.screen.experiment(Json.write(new View(this.play.name(), this.play.speed(), this.scene, state, text,
				this.progress, this.expectations)));
	}

}
