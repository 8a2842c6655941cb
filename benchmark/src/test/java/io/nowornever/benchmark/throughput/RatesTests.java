package io.nowornever.benchmark.throughput;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RatesTests {

	@Test
	void areReadFromWhatAProgramPrints() {
		Rates rates = Rates.read("{\"sent\":3,\"publish_rate\":182034.5,\"delivery_rate\":1.5E7,\"lost\":{}}");
		assertThat(rates).isEqualTo(new Rates(182034.5, 1.5E7));
	}

	@Test
	void oneThatIsMissingIsNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> Rates.read("{\"publish_rate\":1}"))
			.withMessageContaining("delivery_rate");
	}

	@Test
	void areReadFromWhatNatsBenchPrints() {
		String publisher = "NATS Core NATS publisher stats: 210,007 msgs/sec ~ 26 MiB/sec ~ 4.76us";
		assertThat(Rates.readNatsBench(publisher, """
				NATS Core NATS subscriber aggregated stats: 536,590 msgs/sec ~ 66 MiB/sec
				  [1] 181,436 msgs/sec ~ 22 MiB/sec ~ 5.51us (100,000 msgs)
				""")).isEqualTo(new Rates(210_007, 536_590));
		assertThat(Rates.readNatsBench(publisher, "NATS Core NATS subscriber stats: 181,436 msgs/sec ~ 22 MiB/sec"))
			.isEqualTo(new Rates(210_007, 181_436));
	}

}
