package io.nowornever.starter.balance;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A hundred requesters, a hundred responders of very different speed, and the product's
 * decisions.
 */
class CrowdTests {

	@ParameterizedTest
	@CsvSource({ "0.5, 0.999, 0.2, 0.4", "0.9, 0.999, 0.3, 0.6", "2.0, 0.495, 0.5, 1.5" })
	void aHundredOfEachDoNearlyAllThatCanBeDoneSoonAndWithFewMessages(double load, double answered, double p50,
			double p95) throws InterruptedException {
		Crowd crowd = new Crowd(100, 1);
		crowd.responders(20, 1, 2_000, 3_000);
		crowd.responders(10, 1, 800, 1_200);
		crowd.responders(60, 1, 200, 300);
		crowd.responders(10, 2, 80, 120);
		Figures figures = crowd.run(load * crowd.capacity(), Duration.ofSeconds(90));
		assertThat(figures.answeredShare()).as("%s", figures).isGreaterThan(answered);
		assertThat(figures.quantileSeconds(0.5)).as("%s", figures).isLessThan(p50);
		assertThat(figures.quantileSeconds(0.95)).as("%s", figures).isLessThan(p95);
		assertThat(figures.messagesPerRequest()).as("%s", figures).isLessThan(1.2);
		assertThat(figures.advertsPerSecond()).as("%s", figures).isLessThan(10);
		assertThat(figures.silent()).as("%s", figures).isLessThan(figures.asked() / 10_000);
	}

}
