package io.nowornever.lab.containers;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The stack, and what Prometheus tells of the services that a test has started in it. The
 * limits leave room for a machine that is busy with other things.
 */
final class WatchedStack implements AutoCloseable {

	/**
	 * Requests that are worth something for so long that only a failure can lose one.
	 */
	static final Map<String, String> PATIENT = Map.of("PRODUCER_TIMEOUT", "20s", "CONSUMER_MAX_AGE", "20s",
			"PRODUCER_LOAD_ENABLED", "true", "PRODUCER_LOAD_RATE", "5", "CONSUMER_WORK_MIN", "50ms",
			"CONSUMER_WORK_MAX", "100ms");

	private static final Duration LIMIT = Duration.ofMinutes(2);

	private final ComposeStack stack;

	private final Prometheus prometheus;

	private PairFigures pair;

	private WatchedStack(ComposeStack stack) {
		this.stack = stack;
		this.prometheus = stack.prometheus();
		this.pair = new PairFigures(this.prometheus, List.of(), List.of());
	}

	/**
	 * Builds the images and starts the broker and Prometheus; skips the tests, with the
	 * reason, where that cannot be.
	 */
	static WatchedStack start() {
		ComposeStack stack = ComposeStack.build();
		try {
			stack.start(List.of("nats", "prometheus"));
			return new WatchedStack(stack);
		}
		catch (RuntimeException | Error ex) {
			stack.close();
			throw ex;
		}
	}

	ComposeStack stack() {
		return this.stack;
	}

	Prometheus prometheus() {
		return this.prometheus;
	}

	PairFigures pair() {
		return this.pair;
	}

	/**
	 * Starts producers and consumers anew, so that they count from zero.
	 */
	void up(Map<String, String> settings, Map<String, Integer> replicas) {
		this.stack.up(settings, replicas);
		this.pair = new PairFigures(this.prometheus, this.stack.containers("producer"),
				this.stack.containers("consumer"));
		awaitThat(this.pair::links, (links) -> links == this.pair.services().count());
	}

	/**
	 * Counts nothing of a container any more.
	 */
	void leaveOut(String container) {
		this.pair = this.pair.without(container);
	}

	/**
	 * Starts a service whose image may be nowhere; skips the test, with the reason, then.
	 */
	void startIfItsImageCanBeHad(String service) {
		String image = this.stack.imageOf(service);
		Assumptions.assumeTrue(ComposeStack.canHave(image), () -> ComposeStack.cannotHave(image));
		this.stack.start(List.of(service));
	}

	/**
	 * Waits until each producer has so many more answers; its losses of until then were
	 * scraped together with them.
	 */
	void awaitMoreAnswers(int more) {
		Map<String, Long> before = this.pair.producers()
			.stream()
			.collect(Collectors.toMap((each) -> each, this.pair::answeredTo));
		before.forEach((each, answers) -> awaitThat(() -> this.pair.answeredTo(each),
				(answered) -> answered >= answers + more));
	}

	static void awaitThat(LongSupplier figure, LongPredicate fitting) {
		await().untilAsserted(() -> assertThat(figure.getAsLong()).matches(fitting::test, "the awaited"));
	}

	static ConditionFactory await() {
		return Awaitility.await()
			.atMost(LIMIT)
			.pollInterval(Duration.ofMillis(200))
			.ignoreExceptionsInstanceOf(UncheckedIOException.class);
	}

	@Override
	public void close() {
		this.stack.close();
	}

}
