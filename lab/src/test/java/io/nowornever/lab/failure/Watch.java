package io.nowornever.lab.failure;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.service.ConsumerFigures;
import io.nowornever.testbed.service.ProducerFigures;
import io.nowornever.testbed.service.ServiceProcess;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Waits for figures. The limits leave room for a machine that is busy with other things.
 */
final class Watch {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private Watch() {
	}

	/**
	 * A service that does not tell its metrics at once is asked again.
	 */
	static ConditionFactory await() {
		return Awaitility.await()
			.atMost(LIMIT)
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(50))
			.ignoreException(TestbedException.class);
	}

	static ProducerFigures figures(ServiceProcess producer) {
		return await().until(() -> ProducerFigures.of(producer.metrics()), (figures) -> true);
	}

	static ConsumerFigures consumed(ServiceProcess consumer) {
		return await().until(() -> ConsumerFigures.of(consumer.metrics()), (figures) -> true);
	}

	/**
	 * Reads until the figures fit, and requires that they obey the conservation law: what
	 * a torn reading hides heals with the next, what is lost does not.
	 */
	static ProducerFigures await(ServiceProcess producer, Predicate<ProducerFigures> fitting) {
		return read(() -> ProducerFigures.of(producer.metrics()), fitting.and(ProducerFigures::isConserved));
	}

	static ConsumerFigures awaitConsumed(ServiceProcess consumer, Predicate<ConsumerFigures> fitting) {
		return read(() -> ConsumerFigures.of(consumer.metrics()), fitting);
	}

	/**
	 * Waits until some more requests were answered.
	 */
	static ProducerFigures awaitMoreAnswers(ServiceProcess producer) {
		long before = figures(producer).answered();
		return await(producer, (figures) -> figures.answered() >= before + 10);
	}

	/**
	 * Waits for a moment at which every request has come to its end.
	 */
	static ProducerFigures awaitAllSettled(ServiceProcess producer) {
		return await(producer, (figures) -> figures.inFlight() == 0);
	}

	/**
	 * Requires that nothing but answers came in between.
	 */
	static void assertOnlyAnswers(ProducerFigures before, ProducerFigures after) {
		assertThat(after.settled() - before.settled()).as("settled").isEqualTo(after.answered() - before.answered());
		assertThat(after.late()).as("late").isEqualTo(before.late());
		assertThat(after.duplicates()).as("duplicates").isEqualTo(before.duplicates());
	}

	private static <T> T read(Supplier<T> reader, Predicate<T> fitting) {
		AtomicReference<T> last = new AtomicReference<>();
		await().untilAsserted(() -> {
			last.set(reader.get());
			assertThat(last.get()).matches(fitting, "the awaited");
		});
		return last.get();
	}

}
