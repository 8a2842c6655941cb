package io.nowornever.request;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class DestinationsTests {

	private final Destinations destinations = new Destinations(
			(subject, names) -> (names != null) ? Fixtures.durableDestination() : Fixtures.destination());

	@Test
	void aSubjectHasOneDestination() {
		assertThat(this.destinations.of("quotes")).isSameAs(this.destinations.of("quotes"))
			.isNotSameAs(this.destinations.of("quotes.fast"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "quotes.", ".quotes", "a..b", "a b", "quotes.*", "quotes.>", "$JS.API.INFO",
			"kühe", "a\nb" })
	void whatCannotBeAskedOnIsRefused(String subject) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.destinations.of(subject))
			.withMessageContaining("is no subject to ask on; allowed are");
	}

	@Test
	void aSubjectThatIsTooLongIsRefused() {
		assertThat(this.destinations.of("q".repeat(255))).isNotNull();
		assertThatIllegalArgumentException().isThrownBy(() -> this.destinations.of("q".repeat(256)))
			.withMessageContaining("255 characters");
	}

	@Test
	void subjectsWithoutNumberAreRefused() {
		for (int i = 0; i < Destinations.MOST; i++) {
			this.destinations.of("quotes." + i);
		}
		assertThatIllegalStateException().isThrownBy(() -> this.destinations.of("one.too.many"))
			.withMessageContaining("1000 subjects");
		assertThat(this.destinations.of("quotes.7")).isNotNull();
	}

}
