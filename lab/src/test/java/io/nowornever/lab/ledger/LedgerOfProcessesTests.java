package io.nowornever.lab.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

import io.nowornever.lab.topology.ConsumerFigures;
import io.nowornever.lab.topology.Lab;
import io.nowornever.lab.topology.LabException;
import io.nowornever.lab.topology.ProducerFigures;
import io.nowornever.lab.topology.ServiceProcess;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ledger on the journals of real processes to which the worst happens.
 */
class LedgerOfProcessesTests {

	private static final long SENT_IN_TWO_BUDGETS = 40;

	@TempDir
	private Path folder;

	@Test
	void whateverIsKilledEveryRequestIsAccountedFor() throws Exception {
		try (Lab lab = Lab.start()) {
			ServiceProcess fast = consumer(lab, "fast", "10ms", "20ms");
			ServiceProcess slow = consumer(lab, "slow", "600ms", "700ms");
			ServiceProcess victim = consumer(lab, "victim", "600ms", "700ms");
			Stream.of(fast, slow, victim).forEach(ServiceProcess::awaitReady);
			ServiceProcess producer = producer(lab, "producer");
			ServiceProcess otherProducer = producer(lab, "other-producer");
			await().until(() -> consumed(slow).handled("stale") > 2 && consumed(slow).handled("late") > 2);
			await().until(() -> consumed(victim).backlog() > 8);
			victim.kill();
			awaitMore(producer, ProducerFigures::started, SENT_IN_TWO_BUDGETS);
			otherProducer.kill();
			lab.broker().kill();
			await().until(() -> produced(producer).outcome("disconnected") > 0);
			lab.broker().restart();
			awaitMore(producer, ProducerFigures::answered, 20);
			Stream.of(producer, fast, slow).forEach(ServiceProcess::terminate);
			Stream.of(producer, fast, slow).forEach((each) -> each.awaitExit(Duration.ofSeconds(60)));
		}
		Ledger ledger = new Ledger();
		List<Path> journals = journals();
		assertThat(journals).hasSize(5);
		journals.forEach(ledger::read);
		Account account = ledger.account();
		assertThat(account.unaccounted()).isEmpty();
		assertThat(account.violations()).isEmpty();
		assertThat(account.isConserved()).isTrue();
		assertThat(Stream.of(Outcome.ANSWERED, Outcome.TIMED_OUT, Outcome.DISCONNECTED).map(account.outcomes()::get))
			.doesNotContain(0L);
		assertThat(Stream.of(Cause.STALE, Cause.ANSWERED_LATE, Cause.DIED_WAITING).map(account.causes()::get))
			.doesNotContain(0L);
		assertThat(account.foreign()).isZero();
	}

	private static void awaitMore(ServiceProcess producer, ToLongFunction<ProducerFigures> figure, long more) {
		AtomicLong before = new AtomicLong(Long.MAX_VALUE);
		await().until(() -> {
			long now = figure.applyAsLong(produced(producer));
			return now >= before.accumulateAndGet(now, Math::min) + more;
		});
	}

	private List<Path> journals() throws Exception {
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.toList();
		}
	}

	private ServiceProcess producer(Lab lab, String name) {
		return lab.producer(name, "--producer.load.rate=20", "--producer.timeout=1s",
				"--journal.file=" + this.folder.resolve(name));
	}

	private ServiceProcess consumer(Lab lab, String name, String least, String most) {
		return lab.consumer(name, "--consumer.overload=none", "--consumer.max-age=1s", "--consumer.work.min=" + least,
				"--consumer.work.max=" + most, "--journal.file=" + this.folder.resolve(name));
	}

	private static ProducerFigures produced(ServiceProcess producer) {
		return ProducerFigures.of(producer.metrics());
	}

	private static ConsumerFigures consumed(ServiceProcess consumer) {
		return ConsumerFigures.of(consumer.metrics());
	}

	private static ConditionFactory await() {
		return Awaitility.await()
			.atMost(Duration.ofSeconds(90))
			.pollInterval(Duration.ofMillis(100))
			.ignoreException(LabException.class);
	}

}
