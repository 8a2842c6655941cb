package io.nowornever.starter.shop;

import java.time.Duration;
import java.util.Objects;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nowornever.request.Answer;
import io.nowornever.request.RequestSpec;
import io.nowornever.request.Requester;
import io.nowornever.respond.RespondException;
import io.nowornever.respond.Responder;
import io.nowornever.respond.work.Task;
import io.nowornever.starter.respond.MembersInPlace;
import io.nowornever.testbed.broker.RawClient;
import io.nowornever.testbed.junit.BrokerOfClass;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Texts with line breaks, escapes and letters that are not ASCII, in all that an
 * application may put into a header, over a real broker.
 */
@Tag("integration")
class HeaderTextTests {

	@RegisterExtension
	private static final BrokerOfClass nats = BrokerOfClass.withDefaults();

	private final AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();

	@BeforeEach
	void start() {
		TestPropertyValues.of("nats.servers=" + nats.url(), "now-or-never.responder.max-age=60s")
			.applyTo(this.application);
		this.application.register(Application.class);
		this.application.refresh();
		MembersInPlace.await(this.application);
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "no\r\nWorker: evil", "no\n\n", "gr\u00fc\u00df", "\u001b[31m", "\u0000" })
	void aHandlersErrorTextStaysOneLineOfAscii(String text) {
		assertThat(to("texts.refused").ask(text, String.class))
			.isEqualTo(new Answer.Failed<>(404, text.replaceAll("[^ -~]", "?")));
		assertThat(to("texts.refused").ask("next", String.class)).isEqualTo(new Answer.Failed<>(404, "next"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\r\nSent-At: 1", "a\n", "gr\u00fc\u00df", "\u001b[31m", "a\u007fb", "\u0000" })
	void aValueOfOnesOwnHeaderThatWouldBreakTheBlockIsRefusedBeforeItIsSent(String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> to("texts.header").header("Tenant", value))
			.withMessageContaining("The value of the header Tenant is not allowed: printable ASCII only");
		assertThat(to("texts.header").header("Tenant", "a").ask("", String.class).orElseThrow()).isEqualTo("a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a:b", "a\r\nb", "gr\u00fc\u00df", "Task-Id", "sent-at", "Reply-To",
			"Nats-Msg-Id", "Load" })
	void aNameOfOnesOwnHeaderThatIsNotOnesOwnIsRefused(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> to("texts.header").header(name, "a"))
			.withMessageContaining("is not allowed");
	}

	@Test
	@SuppressWarnings("try") // closing a connection may be interrupted
	void aForeignersErrorTextIsMadeFitForATerminal() throws Exception {
		try (Connection foreign = Nats.connect(Options.builder().server(nats.url()).build());
				RawClient raw = RawClient.connect(nats.url())) {
			foreign
				.createDispatcher(
						(request) -> raw.publish(request.getReplyTo(), "",
								"NATS/1.0\r\nNats-Service-Error: red\u001b[31m" + "x".repeat(5_000)
										+ "\r\nNats-Service-Error-Code: 404\r\n\r\n",
								new byte[0]))
				.subscribe("texts.foreign");
			foreign.flush(Duration.ofSeconds(30));
			assertThat(to("texts.foreign").ask("", String.class))
				.isEqualTo(new Answer.Failed<>(404, "red?[31m" + "x".repeat(192)));
		}
	}

	private RequestSpec to(String subject) {
		return this.application.getBean(Requester.class).to(subject).within(Duration.ofSeconds(30));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Texts texts() {
			return new Texts();
		}

	}

	/**
	 * Answers.
	 */
	static class Texts {

		@Responder(subject = "texts.refused")
		String refuse(String text) {
			throw new RespondException(404, text);
		}

		@Responder(subject = "texts.header")
		String header(Task task) {
			return Objects.requireNonNull(task.header("Tenant"));
		}

	}

}
