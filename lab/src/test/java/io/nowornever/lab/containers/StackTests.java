package io.nowornever.lab.containers;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.nowornever.lab.ledger.Account;
import io.nowornever.lab.ledger.Ledger;
import io.nowornever.lab.ledger.Outcome;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import static io.nowornever.lab.containers.WatchedStack.PATIENT;
import static io.nowornever.lab.containers.WatchedStack.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The walk-through of docs/containers.md. What becomes of requests is asked of Prometheus
 * alone.
 */
@Tag("containers")
@Isolated
class StackTests {

	/**
	 * How soon a replica must be found once it runs.
	 */
	private static final Duration FOUND_WITHIN = Duration.ofSeconds(15);

	/**
	 * Time enough, also on a busy machine, for the broker to notice that a member of the
	 * group is frozen.
	 */
	private static final Duration FROZEN_IS_NOTICED_WITHIN = Duration.ofSeconds(10);

	@AutoClose
	private static WatchedStack watched;

	@BeforeAll
	static void start() {
		watched = WatchedStack.start();
	}

	@Test
	void replicasAreFoundSoonAfterTheyStart() {
		watched.up(PATIENT, Map.of());
		awaitThat(() -> watched.prometheus().targets("consumer"), (found) -> found == 1);
		watched.stack().scale(Map.of("consumer", 3, "producer", 2));
		assertThat(awaitFound("consumer", 3)).isLessThan(FOUND_WITHIN);
		assertThat(awaitFound("producer", 2)).isLessThan(FOUND_WITHIN);
		watched.stack()
			.containers("consumer")
			.forEach((each) -> awaitThat(() -> watched.pair().handledBy(each), (handled) -> handled > 0));
		watched.stack()
			.containers("producer")
			.forEach((each) -> awaitThat(() -> watched.pair().answeredTo(each), (answers) -> answers > 0));
		watched.stack().scale(Map.of("consumer", 1));
		awaitThat(() -> watched.prometheus().targets("consumer"), (found) -> found == 1);
		awaitThat(() -> watched.prometheus().targets("producer"), (found) -> found == 1);
	}

	@Test
	void ofAKilledConsumerOnlyWhatItHeldIsLost() {
		watched.up(with(PATIENT, "PRODUCER_LOAD_ENABLED", "false", "CONSUMER_SLOW_WORK_MIN", "1m",
				"CONSUMER_SLOW_WORK_MAX", "1m", "CONSUMER_OVERLOAD", "none"), Map.of("consumer-slow", 1));
		String victim = watched.stack().containers("consumer-slow").getFirst();
		List<CompletableFuture<Integer>> replies = watched.stack().ask(20);
		awaitThat(() -> watched.pair().heldBy(victim), (held) -> held > 1 && held == watched.pair().inFlight());
		long held = watched.pair().heldBy(victim);
		watched.stack().docker("kill", victim);
		awaitThat(() -> watched.pair().lost() + watched.pair().answered(), (settled) -> settled == 20);
		assertThat(watched.pair().outcome("timed_out")).isEqualTo(held);
		List<Integer> statuses = replies.stream().map(CompletableFuture::join).toList();
		assertThat(statuses).filteredOn((status) -> status == 504).hasSize((int) held);
		assertThat(statuses).filteredOn((status) -> status == 200).hasSize(20 - (int) held);
		awaitThat(() -> watched.prometheus().targets("consumer"), (found) -> found == 1);
		assertThat(watched.stack().containers("consumer-slow")).as("a killed container stays away").isEmpty();
	}

	@Test
	void theLedgerTellsWhyWhatAKilledConsumerHeldWasLost(@TempDir Path copied) {
		watched.up(
				with(PATIENT, "PRODUCER_LOAD_ENABLED", "false", "CONSUMER_SLOW_WORK_MIN", "1m",
						"CONSUMER_SLOW_WORK_MAX", "1m", "CONSUMER_OVERLOAD", "none", "PRODUCER_TIMEOUT", "10s"),
				Map.of("consumer-slow", 1));
		watched.stack().start(List.of("ledger"));
		awaitThat(() -> watched.prometheus().targets("ledger"), (found) -> found == 1);
		awaitThat(() -> watched.pair().amount("sum(ledger_requests_total{outcome='timed_out'})"),
				(timedOut) -> timedOut == watched.pair().amount("sum(ledger_lost_total)"));
		long working = watched.pair().lostBy("died_working");
		long waiting = watched.pair().lostBy("died_waiting");
		String victim = watched.stack().containers("consumer-slow").getFirst();
		watched.stack().ask(20);
		awaitThat(() -> watched.pair().heldBy(victim), (held) -> held > 1 && held == watched.pair().inFlight());
		long held = watched.pair().heldBy(victim);
		watched.stack().docker("kill", victim);
		awaitThat(() -> watched.pair().lostBy("died_working") + watched.pair().lostBy("died_waiting"),
				(lost) -> lost == working + waiting + held);
		assertThat(watched.pair().lostBy("died_working")).isEqualTo(working + 1);
		assertThat(watched.pair().amount("sum(ledger_unaccounted)")).isZero();
		watched.stack().docker("cp", watched.stack().containers("ledger").getFirst() + ":/journals", copied.toString());
		Ledger ledger = new Ledger();
		ledger.read(copied.resolve("journals"));
		Account account = ledger.account();
		assertThat(account.count(Outcome.TIMED_OUT)).isEqualTo(watched.pair().amount("sum(ledger_lost_total)"));
		assertThat(account.consumer(victim).unfinished()).isEqualTo(held);
		assertThat(account.isConserved()).isTrue();
	}

	@Test
	void ofConsumersThatAreScaledAwayNothingIsLost() {
		watched.up(PATIENT, Map.of("producer", 2, "consumer", 3));
		watched.awaitMoreAnswers(10);
		long before = watched.pair().lost();
		watched.stack().scale(Map.of("producer", 2, "consumer", 1));
		assertThat(watched.stack().containers("consumer")).hasSize(1);
		watched.awaitMoreAnswers(50);
		assertThat(watched.pair().lost()).isEqualTo(before);
	}

	@Test
	void aKilledProducerDisturbsNobodyAndComesBack() {
		watched.up(PATIENT, Map.of("producer", 2));
		String victim = watched.pair().producers().getFirst();
		watched.leaveOut(victim);
		watched.awaitMoreAnswers(20);
		long before = watched.pair().lost();
		watched.stack().docker("kill", victim);
		awaitThat(() -> watched.prometheus().targets("producer"), (found) -> found == 1);
		watched.awaitMoreAnswers(50);
		assertThat(watched.pair().lost()).isEqualTo(before);
		watched.stack().scale(Map.of("producer", 2));
		awaitThat(() -> watched.pair().answeredTo(victim), (answers) -> answers > 0);
	}

	@Test
	void withoutABrokerRequestsEndAtOnceAndWithItTheyAreAnsweredAgain() {
		watched.up(PATIENT, Map.of("consumer", 2));
		watched.awaitMoreAnswers(20);
		String broker = watched.stack().containers("nats").getFirst();
		watched.stack().docker("kill", broker);
		awaitThat(watched.pair()::links, (links) -> links == 0);
		long before = watched.pair().outcome("disconnected");
		awaitThat(() -> watched.pair().outcome("disconnected"), (disconnected) -> disconnected >= before + 5);
		watched.stack().docker("start", broker);
		awaitThat(watched.pair()::links, (links) -> links == 3);
		watched.awaitMoreAnswers(50);
		assertThat(watched.pair().outcome("timed_out")).as("sent late, or waiting for what is gone").isZero();
	}

	@Test
	void aFrozenConsumerSoonGetsNothingMoreAndComesBack() {
		long rate = 5;
		watched.up(with(PATIENT, "PRODUCER_TIMEOUT", "5s", "CONSUMER_MAX_AGE", "5s", "PRODUCER_LOAD_RATE", "" + rate),
				Map.of("consumer", 2));
		watched.awaitMoreAnswers(20);
		String frozen = watched.pair().consumers().getFirst();
		long before = watched.pair().lost();
		watched.stack().docker("pause", frozen);
		try {
			awaitThat(watched.pair()::lost, (lost) -> lost > before);
			awaitThat(() -> watched.pair().recentlyTimedOut("15s"), (losing) -> losing == 0);
			assertThat(watched.pair().lost() - before).isLessThan(rate * FROZEN_IS_NOTICED_WITHIN.toSeconds());
			watched.awaitMoreAnswers(30);
		}
		finally {
			watched.stack().docker("unpause", frozen);
		}
		long handled = watched.pair().handledBy(frozen);
		awaitThat(() -> watched.pair().handledBy(frozen), (now) -> now >= handled + 10);
	}

	private static Map<String, String> with(Map<String, String> settings, String... changes) {
		Map<String, String> changed = new HashMap<>(settings);
		for (int i = 0; i < changes.length; i += 2) {
			changed.put(changes[i], changes[i + 1]);
		}
		return changed;
	}

	/**
	 * How long after the start of a service's youngest container all of them were found.
	 */
	private static Duration awaitFound(String service, int replicas) {
		awaitThat(() -> watched.prometheus().targets(service), (found) -> found == replicas);
		Instant found = Instant.now();
		Instant started = watched.stack()
			.containers(service)
			.stream()
			.map(watched.stack()::startOf)
			.max(Comparator.naturalOrder())
			.orElseThrow();
		return Duration.between(started, found);
	}

}
