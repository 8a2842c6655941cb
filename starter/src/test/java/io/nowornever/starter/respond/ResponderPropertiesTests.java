package io.nowornever.starter.respond;

import java.time.Duration;
import java.util.List;

import io.nowornever.common.durable.DurableSettings;
import io.nowornever.common.settings.InvalidSettingException;
import io.nowornever.common.wire.InboxPrefixes;
import io.nowornever.respond.Responder;
import io.nowornever.respond.intake.GateSettings;
import io.nowornever.respond.intake.Overload;
import io.nowornever.respond.member.ResponderSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class ResponderPropertiesTests {

	private static final String PREFIX = "now-or-never.responder.";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("nats.servers=nats://127.0.0.1:1")
		.withUserConfiguration(Application.class);

	@Test
	void defaults() {
		this.runner.run((context) -> {
			ResponderSettings settings = context.getBean(Responders.class).members().getFirst().settings();
			assertThat(settings).isEqualTo(new ResponderSettings("quotes", "quotes", settings.name(), "workers", 1,
					Duration.ofSeconds(5), true, true, new InboxPrefixes(List.of("_INBOX"), "quotes"), Overload.GATE,
					new GateSettings(0.8, 0.5, Duration.ofMillis(20)), 1, null, DurableSettings.DEFAULT, true));
			assertThat(settings.name()).endsWith("-" + ProcessHandle.current().pid()).matches("[!-~]{1,64}");
		});
	}

	@Test
	void overrides() {
		this.runner
			.withPropertyValues(PREFIX + "name=shop-1", PREFIX + "queue-group=pricing", PREFIX + "workers=8",
					PREFIX + "max-age=800ms", PREFIX + "skip-stale=false", PREFIX + "interrupt=false",
					PREFIX + "inbox-prefixes=_INBOX_a,_INBOX_b", PREFIX + "overload=pending-limit",
					PREFIX + "gate.close-at=0.9", PREFIX + "gate.open-at=0.1", PREFIX + "pending-limit=7")
			.run((context) -> assertThat(context.getBean(Responders.class).members().getFirst().settings())
				.isEqualTo(new ResponderSettings("quotes", "quotes", "shop-1", "pricing", 8, Duration.ofMillis(800),
						false, false, new InboxPrefixes(List.of("_INBOX_a", "_INBOX_b"), "quotes"),
						Overload.PENDING_LIMIT, new GateSettings(0.9, 0.1, Duration.ofMillis(20)), 7, null,
						DurableSettings.DEFAULT, true)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					name=a b           | name is "a b"; allowed: 1 to 64 printable ASCII characters without spaces
					queue-group=a.b    | queue-group is "a.b"; allowed: 1 to 64 printable ASCII characters without spaces, '.', '*' and '>'
					workers=0          | workers is "0"; allowed: 1 to 100000
					max-age=0s         | max-age is "0ms"; allowed: 1ms to 86400s
					max-age=2d         | max-age is "172800s"; allowed: 1ms to 86400s
					inbox-prefixes=$JS | inbox-prefixes is "$JS"; allowed: beginnings of subjects, separated by commas: 1 to 64 printable ASCII characters each without spaces, '*' and '>', the first not '$'
					gate.close-at=0    | gate.close-at is "0"; allowed: 0.01 to 1
					gate.open-at=0.9   | gate.open-at is "0.9"; allowed: 0 to 0.8
					pending-limit=0    | pending-limit is "0"; allowed: 1 to 1000000
					""")
	void rejections(String setting, String message) {
		this.runner.withPropertyValues(PREFIX + setting)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingException.class)
				.hasMessage(PREFIX + message));
	}

	@ParameterizedTest
	@CsvSource({ "overload=often, No enum constant", "querty-group=a, querty-group" })
	void whatCannotBeBoundIsRejectedToo(String setting, String message) {
		this.runner.withPropertyValues(PREFIX + setting)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining(message));
	}

	@Test
	void anApplicationThatDoesNotAnswerHasNoResponders() {
		this.runner.withPropertyValues(PREFIX + "enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(Responders.class));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Responder(subject = "quotes")
		String quote() {
			return "";
		}

	}

}
