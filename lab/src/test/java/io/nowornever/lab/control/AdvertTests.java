package io.nowornever.lab.control;

import io.nowornever.lab.control.Advert.Room;
import io.nowornever.lab.ledger.Role;
import io.nowornever.testbed.service.Metrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class AdvertTests {

	private static final String LINKED = """
			nats_connection_up 1.0
			task_gate_open{group="workers",subject="tasks.now"} 1.0
			task_backlog_seconds{group="workers",subject="tasks.now"} 0.5
			""";

	private static final String TOLD = """
			task_wait_seconds{group="workers",subject="tasks.now"} 0.62
			task_wait_limit_seconds{group="workers",subject="tasks.now"} 0.6
			""";

	@ParameterizedTest
	@CsvSource({ "0, 0, ALL", "0, 0.6, ALL", "0.15, 0.6, ALL", "0.16, 0.6, NOT_SHEDDABLE", "0.6, 0.6, NOT_SHEDDABLE",
			"0.61, 0.6, CRITICAL_ONLY" })
	void theLongerTheWaitTheMoreMustDependOnARequest(double wait, double limit, Room room) {
		assertThat(new Advert(wait, limit).room()).isEqualTo(room);
	}

	@Test
	void aConsumersMetricsTellItsAdvert() {
		assertThat(Party.Told.of(Metrics.parse(LINKED + TOLD), Role.CONSUMER))
			.isEqualTo(new Party.Told(true, true, 0.5, new Advert(0.62, 0.6)));
	}

	@Test
	void aConsumerThatCannotBeChosenTellsAllButAnAdvert() {
		assertThat(Party.Told.of(Metrics.parse(LINKED), Role.CONSUMER))
			.isEqualTo(new Party.Told(true, true, 0.5, null));
	}

}
