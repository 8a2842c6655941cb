package io.nowornever.lab.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

import io.nowornever.lab.control.ControlRoom;
import io.nowornever.lab.ledger.Account;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /actuator/prometheus}: the account as metrics, under the path of the
 * services' own.
 */
@RestController
class AccountMetrics {

	private final PrometheusRegistry registry = new PrometheusRegistry();

	private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();

	private final ControlRoom room;

	AccountMetrics(ControlRoom room) {
		this.room = room;
		CounterWithCallback.builder()
			.name("ledger_requests_total")
			.help("Requests that have ended, by their outcome")
			.labelNames("outcome")
			.callback((told) -> account((account) -> tell(account.outcomes(), told::call)))
			.register(this.registry);
		CounterWithCallback.builder()
			.name("ledger_lost_total")
			.help("Requests that timed out, by cause, counted some seconds after that")
			.labelNames("cause")
			.callback((told) -> tell(room.lostForGood(), told::call))
			.register(this.registry);
		gauge("ledger_unaccounted", "Requests of which nothing can be told", (account) -> account.unaccounted().size());
		gauge("ledger_violations", "Contradictions in the journals", (account) -> account.violations().size());
		gauge("ledger_open", "Requests without an outcome: in flight, or their producer has died",
				Account::producerDied);
	}

	@GetMapping(path = "/actuator/prometheus", produces = PrometheusTextFormatWriter.CONTENT_TYPE)
	String metrics() throws IOException {
		ByteArrayOutputStream text = new ByteArrayOutputStream();
		this.writer.write(text, this.registry.scrape());
		return text.toString(StandardCharsets.UTF_8);
	}

	private void gauge(String name, String help, ToDoubleFunction<Account> value) {
		GaugeWithCallback.builder()
			.name(name)
			.help(help)
			.callback((told) -> account((account) -> told.call(value.applyAsDouble(account))))
			.register(this.registry);
	}

	private void account(Consumer<Account> what) {
		Account account = this.room.account();
		if (account != null) {
			what.accept(account);
		}
	}

	private static <E extends Enum<E>> void tell(Map<E, Long> counts, Teller told) {
		counts.forEach((constant, count) -> told.tell(count, constant.name().toLowerCase(Locale.ROOT)));
	}

	/**
	 * Takes one value.
	 */
	@FunctionalInterface
	private interface Teller {

		void tell(double value, String label);

	}

}
