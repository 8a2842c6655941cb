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

}
