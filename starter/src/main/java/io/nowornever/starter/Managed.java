package io.nowornever.starter;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.springframework.context.SmartLifecycle;

/**
 * Starts and stops something with the application, in its turn.
 *
 * @param phase when: {@link #LINK} first, and last in the other direction
 * @param starting starts it
 * @param stopping stops it and, maybe later, calls what it is given
 * @param running whether it was started and not stopped
 */
public record Managed(int phase, Runnable starting, Consumer<Runnable> stopping,
		BooleanSupplier running) implements SmartLifecycle {

	/**
	 * The link: up before everything that uses it, down after it.
	 */
	public static final int LINK = 0;

	/**
	 * Those who ask: up before the web server, down after it.
	 */
	public static final int ASKING = LINK + 1000;

	/**
	 * Those who answer: up last, down first.
	 */
	public static final int ANSWERING = SmartLifecycle.DEFAULT_PHASE;

	@Override
	public void start() {
		this.starting.run();
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public void stop(Runnable callback) {
		this.stopping.accept(callback);
	}

	@Override
	public boolean isRunning() {
		return this.running.getAsBoolean();
	}

	@Override
	public int getPhase() {
		return this.phase;
	}

}
