package io.nowornever.lab.containers;

import java.util.List;
import java.util.stream.Stream;

/**
 * What Prometheus tells of the producers and consumers of a stack.
 *
 * @param prometheus is asked
 * @param producers the containers that ask
 * @param consumers the containers that answer
 */
record PairFigures(Prometheus prometheus, List<String> producers, List<String> consumers) {

	PairFigures {
		producers = List.copyOf(producers);
		consumers = List.copyOf(consumers);
	}

	/**
	 * These without a producer.
	 */
	PairFigures without(String producer) {
		return new PairFigures(this.prometheus,
				this.producers.stream().filter((each) -> !each.equals(producer)).toList(), this.consumers);
	}

	Stream<String> services() {
		return Stream.concat(this.producers.stream(), this.consumers.stream());
	}

	long answered() {
		return outcome("answered");
	}

	long answeredTo(String producer) {
		return sum("task_request_seconds_count", List.of(producer), "outcome='answered'");
	}

	/**
	 * The requests that ended without a result. Some do if a producer is there before the
	 * consumers.
	 */
	long lost() {
		return sum("task_request_seconds_count", this.producers, "outcome!='answered'");
	}

	long outcome(String outcome) {
		return sum("task_request_seconds_count", this.producers, "outcome='" + outcome + "'");
	}

	/**
	 * The requests that were lost for a reason, as the ledger tells it.
	 */
	long lostBy(String cause) {
		return amount("sum(ledger_lost_total{cause='" + cause + "'})");
	}

	long inFlight() {
		return sum("task_requests_in_flight", this.producers, "");
	}

	long links() {
		return sum("nats_connection_up", services().toList(), "");
	}

	long recentlyTimedOut(String window) {
		return amount("sum(increase(task_request_seconds_count{outcome='timed_out',%s}[%s]))"
			.formatted(among(this.producers), window));
	}

	long handledBy(String consumer) {
		return sum("task_handled_total", List.of(consumer), "");
	}

	/**
	 * What waits at a consumer with one worker, which is busy.
	 */
	long heldBy(String consumer) {
		return sum("task_backlog", List.of(consumer), "") + 1;
	}

	/**
	 * The value of an expression, as a whole number.
	 */
	long amount(String expression) {
		return Math.round(this.prometheus.value(expression));
	}

	private long sum(String metric, List<String> containers, String matcher) {
		return amount("sum(%s{%s,%s})".formatted(metric, among(containers), matcher).replace(",}", "}"));
	}

	private static String among(List<String> containers) {
		return "container=~'" + String.join("|", containers) + "'";
	}

}
