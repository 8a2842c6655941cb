package io.nowornever.starter.request;

import io.micrometer.core.instrument.MeterRegistry;
import io.nowornever.request.RequestExchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Interfaces in an application's packages, without a broker.
 */
class RequestExchangeTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("nats.servers=nats://127.0.0.1:1");

	@Test
	void anInterfaceBecomesABeanWithoutBeingNamed() {
		this.runner.withUserConfiguration(Application.class).run((context) -> {
			assertThat(context).hasSingleBean(Quotes.class);
			assertThat(context.getBean(Quotes.class)).hasToString("Quotes[quotes]");
			assertThat(context.getBean(Shop.class).quotes()).isSameAs(context.getBean(Quotes.class));
		});
	}

	@Test
	void itIsMadeWhenTheApplicationStarts() {
		this.runner.withUserConfiguration(Application.class)
			.run((context) -> assertThat(context.getBean(MeterRegistry.class)
				.get("task.requests.started")
				.tag("subject", "quotes")
				.counter()
				.count()).isZero());
	}

	@Test
	void anInterfaceThatIsABeanAlreadyIsLeftAlone() {
		this.runner.withUserConfiguration(WithItsOwn.class).run((context) -> {
			assertThat(context).hasSingleBean(Quotes.class);
			assertThat(context.getBean(Quotes.class).quote("ACME")).isEqualTo("made by hand");
		});
	}

	@Test
	void aProfileDecidesAsForAnyBean() {
		this.runner.withUserConfiguration(Application.class)
			.run((context) -> assertThat(context).doesNotHaveBean(Abroad.class));
		this.runner.withUserConfiguration(Application.class)
			.withPropertyValues("spring.profiles.active=abroad")
			.run((context) -> assertThat(context).hasSingleBean(Abroad.class));
	}

	@Test
	void aMistakeInOneStopsTheStartAndIsNamed() {
		this.runner.withUserConfiguration(Application.class)
			.withPropertyValues("spring.profiles.active=mistaken")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("@RequestExchange on " + Mistaken.class.getName()
						+ ".quote(String, String): it takes" + " 2 parameters"));
	}

	@Test
	void anApplicationThatDoesNotAskHasNone() {
		this.runner.withUserConfiguration(Application.class)
			.withPropertyValues("now-or-never.requester.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(Quotes.class));
	}

	@RequestExchange("quotes")
	interface Quotes {

		String quote(String symbol);

	}

	interface NoExchange extends Quotes {

	}

	@RequestExchange("abroad")
	@Profile("abroad")
	interface Abroad {

	}

	@RequestExchange("mistaken")
	@Profile("mistaken")
	interface Mistaken {

		String quote(String symbol, String other);

	}

	record Shop(@Nullable Quotes quotes) {
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Shop shop(ObjectProvider<Quotes> quotes) {
			return new Shop(quotes.getIfAvailable());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WithItsOwn {

		@Bean
		Quotes quotes() {
			return (symbol) -> "made by hand";
		}

	}

}
