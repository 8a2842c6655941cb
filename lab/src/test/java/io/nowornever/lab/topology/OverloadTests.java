package io.nowornever.lab.topology;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A slow consumer beside a fast one at nine tenths of what both can do, which a queue
 * group shares out evenly.
 */
class OverloadTests {

	private static final int REQUESTS = 80;

	@Test
	void theGateAnswersWhatOtherwiseRots() throws Exception {
		try (ExecutorService labs = Executors.newFixedThreadPool(2)) {
			Future<Double> without = labs.submit(() -> success("none"));
			Future<Double> with = labs.submit(() -> success("gate"));
			assertThat(with.get()).isGreaterThan(without.get() + 0.2);
		}
	}

	private static double success(String overload) {
		try (Lab lab = Lab.start()) {
			ServiceProcess slow = consumer(lab, "slow", overload, "1s", "1500ms");
			ServiceProcess fast = consumer(lab, "fast", overload, "100ms", "150ms");
			slow.awaitReady();
			fast.awaitReady();
			ServiceProcess producer = lab.producer("producer", "--producer.load.rate=8", "--producer.timeout=2500ms");
			ProducerFigures figures = Watch.await(producer, (it) -> it.settled() >= REQUESTS);
			return (double) figures.answered() / figures.settled();
		}
	}

	private static ServiceProcess consumer(Lab lab, String name, String overload, String least, String most) {
		return lab.consumer(name, "--consumer.overload=" + overload, "--consumer.max-age=2500ms",
				"--consumer.work.min=" + least, "--consumer.work.max=" + most);
	}

}
