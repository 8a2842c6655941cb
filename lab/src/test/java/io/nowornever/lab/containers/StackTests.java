package io.nowornever.lab.containers;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import io.nowornever.lab.ledger.Account;
import io.nowornever.lab.ledger.Ledger;
import io.nowornever.lab.ledger.Outcome;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The walk-through of docs/containers.md. What becomes of requests is asked of Prometheus
 * alone. The limits leave room for a machine that is busy with other things.
 */
@Tag("containers")
@Isolated
class StackTests {

	private static final Duration LIMIT = Duration.ofMinutes(2);

	/**
	 * How soon a replica must be found once it runs.
	 */
	private static final Duration FOUND_WITHIN = Duration.ofSeconds(15);

	/**
	 * Time enough, also on a busy machine, for the broker to notice that a member of the
	 * group is frozen.
	 */
	private static final Duration FROZEN_IS_NOTICED_WITHIN = Duration.ofSeconds(10);

	/**
	 * Requests that are worth something for so long that only a failure can lose one.
	 */
	private static final Map<String, String> PATIENT = Map.of("PRODUCER_TIMEOUT", "20s", "CONSUMER_MAX_AGE", "20s",
			"PRODUCER_LOAD_ENABLED", "true", "PRODUCER_LOAD_RATE", "5", "CONSUMER_WORK_MIN", "50ms",
			"CONSUMER_WORK_MAX", "100ms");

	private static final long MOST_BYTES_WITH_A_LINKED_RUNTIME = 180_000_000;

	private static ComposeStack stack;

	private static Prometheus prometheus;

	private PairFigures pair;

	@BeforeAll
	static void build() {
		stack = ComposeStack.build();
		stack.start(List.of("nats", "prometheus"));
		prometheus = stack.prometheus();
	}

	@AfterAll
	static void takeDown() {
		if (stack != null) {
			stack.close();
		}
	}

	@BeforeEach
	void forgetEarlierServices() {
		this.pair = new PairFigures(prometheus, List.of(), List.of());
	}

	@Test
	void replicasAreFoundSoonAfterTheyStart() {
		up(PATIENT, Map.of());
		awaitThat(() -> prometheus.targets("consumer"), (found) -> found == 1);
		stack.scale(Map.of("consumer", 3, "producer", 2));
		assertThat(awaitFound("consumer", 3)).isLessThan(FOUND_WITHIN);
		assertThat(awaitFound("producer", 2)).isLessThan(FOUND_WITHIN);
		stack.containers("consumer")
			.forEach((each) -> awaitThat(() -> this.pair.handledBy(each), (handled) -> handled > 0));
		stack.containers("producer")
			.forEach((each) -> awaitThat(() -> this.pair.answeredTo(each), (answers) -> answers > 0));
		stack.scale(Map.of("consumer", 1));
		awaitThat(() -> prometheus.targets("consumer"), (found) -> found == 1);
		awaitThat(() -> prometheus.targets("producer"), (found) -> found == 1);
	}

	@Test
	void ofAKilledConsumerOnlyWhatItHeldIsLost() {
		up(with(PATIENT, "PRODUCER_LOAD_ENABLED", "false", "CONSUMER_SLOW_WORK_MIN", "1m", "CONSUMER_SLOW_WORK_MAX",
				"1m", "CONSUMER_OVERLOAD", "none"), Map.of("consumer-slow", 1));
		String victim = stack.containers("consumer-slow").getFirst();
		List<CompletableFuture<Integer>> replies = stack.ask(20);
		awaitThat(() -> this.pair.heldBy(victim), (held) -> held > 1 && held == this.pair.inFlight());
		long held = this.pair.heldBy(victim);
		stack.docker("kill", victim);
		awaitThat(() -> this.pair.lost() + this.pair.answered(), (settled) -> settled == 20);
		assertThat(this.pair.outcome("timed_out")).isEqualTo(held);
		List<Integer> statuses = replies.stream().map(CompletableFuture::join).toList();
		assertThat(statuses).filteredOn((status) -> status == 504).hasSize((int) held);
		assertThat(statuses).filteredOn((status) -> status == 200).hasSize(20 - (int) held);
		awaitThat(() -> prometheus.targets("consumer"), (found) -> found == 1);
		assertThat(stack.containers("consumer-slow")).as("a killed container stays away").isEmpty();
	}

	@Test
	void theLedgerTellsWhyWhatAKilledConsumerHeldWasLost(@TempDir Path copied) {
		up(with(PATIENT, "PRODUCER_LOAD_ENABLED", "false", "CONSUMER_SLOW_WORK_MIN", "1m", "CONSUMER_SLOW_WORK_MAX",
				"1m", "CONSUMER_OVERLOAD", "none", "PRODUCER_TIMEOUT", "10s"), Map.of("consumer-slow", 1));
		stack.start(List.of("ledger"));
		awaitThat(() -> prometheus.targets("ledger"), (found) -> found == 1);
		awaitThat(() -> this.pair.amount("sum(ledger_requests_total{outcome='timed_out'})"),
				(timedOut) -> timedOut == this.pair.amount("sum(ledger_lost_total)"));
		long working = this.pair.lostBy("died_working");
		long waiting = this.pair.lostBy("died_waiting");
		String victim = stack.containers("consumer-slow").getFirst();
		stack.ask(20);
		awaitThat(() -> this.pair.heldBy(victim), (held) -> held > 1 && held == this.pair.inFlight());
		long held = this.pair.heldBy(victim);
		stack.docker("kill", victim);
		awaitThat(() -> this.pair.lostBy("died_working") + this.pair.lostBy("died_waiting"),
				(lost) -> lost == working + waiting + held);
		assertThat(this.pair.lostBy("died_working")).isEqualTo(working + 1);
		assertThat(this.pair.amount("sum(ledger_unaccounted)")).isZero();
		stack.docker("cp", stack.containers("ledger").getFirst() + ":/journals", copied.toString());
		Ledger ledger = new Ledger();
		ledger.read(copied.resolve("journals"));
		Account account = ledger.account();
		assertThat(account.count(Outcome.TIMED_OUT)).isEqualTo(this.pair.amount("sum(ledger_lost_total)"));
		assertThat(account.consumer(victim).unfinished()).isEqualTo(held);
		assertThat(account.isConserved()).isTrue();
	}

	@Test
	void ofConsumersThatAreScaledAwayNothingIsLost() {
		up(PATIENT, Map.of("producer", 2, "consumer", 3));
		awaitMoreAnswers(10);
		long before = this.pair.lost();
		stack.scale(Map.of("producer", 2, "consumer", 1));
		assertThat(stack.containers("consumer")).hasSize(1);
		awaitMoreAnswers(50);
		assertThat(this.pair.lost()).isEqualTo(before);
	}

	@Test
	void aKilledProducerDisturbsNobodyAndComesBack() {
		up(PATIENT, Map.of("producer", 2));
		String victim = this.pair.producers().getFirst();
		this.pair = this.pair.without(victim);
		awaitMoreAnswers(20);
		long before = this.pair.lost();
		stack.docker("kill", victim);
		awaitThat(() -> prometheus.targets("producer"), (found) -> found == 1);
		awaitMoreAnswers(50);
		assertThat(this.pair.lost()).isEqualTo(before);
		stack.scale(Map.of("producer", 2));
		awaitThat(() -> this.pair.answeredTo(victim), (answers) -> answers > 0);
	}

	@Test
	void withoutABrokerRequestsEndAtOnceAndWithItTheyAreAnsweredAgain() {
		up(PATIENT, Map.of("consumer", 2));
		awaitMoreAnswers(20);
		String broker = stack.containers("nats").getFirst();
		stack.docker("kill", broker);
		awaitThat(this.pair::links, (links) -> links == 0);
		long before = this.pair.outcome("disconnected");
		awaitThat(() -> this.pair.outcome("disconnected"), (disconnected) -> disconnected >= before + 5);
		stack.docker("start", broker);
		awaitThat(this.pair::links, (links) -> links == 3);
		awaitMoreAnswers(50);
		assertThat(this.pair.outcome("timed_out")).as("sent late, or waiting for what is gone").isZero();
	}

	@Test
	void aFrozenConsumerSoonGetsNothingMoreAndComesBack() {
		long rate = 5;
		up(with(PATIENT, "PRODUCER_TIMEOUT", "5s", "CONSUMER_MAX_AGE", "5s", "PRODUCER_LOAD_RATE", "" + rate),
				Map.of("consumer", 2));
		awaitMoreAnswers(20);
		String frozen = this.pair.consumers().getFirst();
		long before = this.pair.lost();
		stack.docker("pause", frozen);
		try {
			awaitThat(this.pair::lost, (lost) -> lost > before);
			awaitThat(() -> this.pair.recentlyTimedOut("15s"), (losing) -> losing == 0);
			assertThat(this.pair.lost() - before).isLessThan(rate * FROZEN_IS_NOTICED_WITHIN.toSeconds());
			awaitMoreAnswers(30);
		}
		finally {
			stack.docker("unpause", frozen);
		}
		long handled = this.pair.handledBy(frozen);
		awaitThat(() -> this.pair.handledBy(frozen), (now) -> now >= handled + 10);
	}

	@Test
	void onALinkedRuntimeServicesAreSmallAndDoTheSame() {
		try {
			stack.buildServices(Map.of("SERVICE_RUNTIME", "linked"));
			up(PATIENT, Map.of());
			awaitMoreAnswers(10);
			long before = this.pair.lost();
			awaitMoreAnswers(50);
			assertThat(this.pair.lost()).isEqualTo(before);
			assertThat(this.pair.services()).allSatisfy((each) -> assertThat(stack.bytesOfImage(each)).isPositive()
				.isLessThan(MOST_BYTES_WITH_A_LINKED_RUNTIME));
		}
		finally {
			stack.buildServices(Map.of());
		}
	}

	@Test
	void theExporterTellsOfTheBroker() {
		startIfItsImageCanBeHad("nats-exporter");
		awaitThat(() -> this.pair.amount("count(gnatsd_varz_connections)"), (servers) -> servers == 1);
	}

	@ParameterizedTest
	@MethodSource("io.nowornever.lab.containers.StackFiles#dashboards")
	void grafanaHasTheDashboard(String uid) {
		startIfItsImageCanBeHad("grafana");
		String grafana = stack.containers("grafana").getFirst();
		await().ignoreExceptionsInstanceOf(IllegalStateException.class)
			.untilAsserted(() -> assertThat(stack.docker("exec", grafana, "wget", "-q", "-O", "-",
					"http://127.0.0.1:3000/api/dashboards/uid/" + uid))
				.contains("\"provisioned\":true"));
	}

	private static void startIfItsImageCanBeHad(String service) {
		String image = stack.imageOf(service);
		Assumptions.assumeTrue(ComposeStack.canHave(image), () -> ComposeStack.cannotHave(image));
		stack.start(List.of(service));
	}

	/**
	 * Starts producers and consumers anew, so that they count from zero.
	 */
	private void up(Map<String, String> settings, Map<String, Integer> replicas) {
		stack.up(settings, replicas);
		this.pair = new PairFigures(prometheus, stack.containers("producer"), stack.containers("consumer"));
		awaitThat(this.pair::links, (links) -> links == this.pair.services().count());
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
		awaitThat(() -> prometheus.targets(service), (found) -> found == replicas);
		Instant found = Instant.now();
		Instant started = stack.containers(service)
			.stream()
			.map(stack::startOf)
			.max(Comparator.naturalOrder())
			.orElseThrow();
		return Duration.between(started, found);
	}

	/**
	 * Waits until each producer has so many more answers; its losses of until then were
	 * scraped together with them.
	 */
	private void awaitMoreAnswers(int more) {
		Map<String, Long> before = this.pair.producers()
			.stream()
			.collect(Collectors.toMap((each) -> each, this.pair::answeredTo));
		before.forEach((each, answers) -> awaitThat(() -> this.pair.answeredTo(each),
				(answered) -> answered >= answers + more));
	}

	private static void awaitThat(LongSupplier figure, LongPredicate fitting) {
		await().untilAsserted(() -> assertThat(figure.getAsLong()).matches(fitting::test, "the awaited"));
	}

	private static ConditionFactory await() {
		return Awaitility.await()
			.atMost(LIMIT)
			.pollInterval(Duration.ofMillis(200))
			.ignoreExceptionsInstanceOf(UncheckedIOException.class);
	}

}
