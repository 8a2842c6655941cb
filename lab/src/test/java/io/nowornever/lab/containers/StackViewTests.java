package io.nowornever.lab.containers;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.nowornever.lab.containers.WatchedStack.await;
import static io.nowornever.lab.containers.WatchedStack.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What shows the stack to people: the broker's figures and Grafana.
 */
@Tag("containers")
@Isolated
class StackViewTests {

	@AutoClose
	private static WatchedStack watched;

	@BeforeAll
	static void start() {
		watched = WatchedStack.start();
	}

	@Test
	void theExporterTellsOfTheBroker() {
		watched.startIfItsImageCanBeHad("nats-exporter");
		awaitThat(() -> watched.pair().amount("count(gnatsd_varz_connections)"), (servers) -> servers == 1);
	}

	@ParameterizedTest
	@MethodSource("io.nowornever.lab.containers.StackFiles#dashboards")
	void grafanaHasTheDashboard(String uid) {
		watched.startIfItsImageCanBeHad("grafana");
		String grafana = watched.stack().containers("grafana").getFirst();
		await().ignoreExceptionsInstanceOf(IllegalStateException.class)
			.untilAsserted(() -> assertThat(watched.stack()
				.docker("exec", grafana, "wget", "-q", "-O", "-", "http://127.0.0.1:3000/api/dashboards/uid/" + uid))
				.contains("\"provisioned\":true"));
	}

}
