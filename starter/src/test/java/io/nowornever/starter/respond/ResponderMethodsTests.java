package io.nowornever.starter.respond;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.nowornever.common.codec.Body;
import io.nowornever.common.settings.InvalidSettingException;
import io.nowornever.respond.Deadline;
import io.nowornever.respond.Responder;
import io.nowornever.respond.member.GroupMember;
import io.nowornever.respond.member.ResponderSettings;
import io.nowornever.respond.work.ServiceTime;
import io.nowornever.respond.work.Task;
import io.nowornever.respond.work.TaskResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.beans.factory.config.CustomScopeConfigurer;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which methods answer, and on what, without a broker.
 */
class ResponderMethodsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("nats.servers=nats://127.0.0.1:1")
		.withUserConfiguration(Application.class);

	@Test
	void aMethodSaysWhereItAnswersAndTheSettingsSayTheRest() {
		this.runner.withBean(Shop.class).withPropertyValues("now-or-never.responder.workers=3").run((context) -> {
			List<ResponderSettings> settings = context.getBean(Responders.class)
				.members()
				.stream()
				.map(GroupMember::settings)
				.toList();
			assertThat(settings).extracting(ResponderSettings::subject)
				.containsExactlyInAnyOrder("shop.quotes", "shop.stock");
			assertThat(settings).filteredOn((one) -> one.subject().equals("shop.quotes")).allSatisfy((one) -> {
				assertThat(one.service()).isEqualTo("quote-desk");
				assertThat(one.queueGroup()).isEqualTo("pricing");
				assertThat(one.workers()).isEqualTo(8);
			});
			assertThat(settings).filteredOn((one) -> one.subject().equals("shop.stock")).allSatisfy((one) -> {
				assertThat(one.service()).isEqualTo("shop-stock");
				assertThat(one.queueGroup()).isEqualTo("workers");
				assertThat(one.workers()).isEqualTo(3);
			});
		});
	}

	@Test
	void twoGroupsMayAnswerOnOneSubject() {
		this.runner.withBean(Shop.class)
			.withBean(Audit.class)
			.run((context) -> assertSubjects(context.getBean(Responders.class), "shop.quotes", "shop.stock",
					"shop.quotes"));
	}

	@Test
	void theMethodOfAProxiedBeanAnswers() {
		this.runner.withBean("shop", Shop.class).withUserConfiguration(Proxied.class).run((context) -> {
			assertThat(context.getBean(Shop.class).getClass()).isNotEqualTo(Shop.class);
			assertSubjects(context.getBean(Responders.class), "shop.quotes", "shop.stock");
		});
	}

	@Test
	void theMethodOfALazyBeanAnswers() {
		this.runner.withUserConfiguration(WithLazyBean.class)
			.run((context) -> assertSubjects(context.getBean(Responders.class), "shop.quotes", "shop.stock"));
	}

	@Test
	void allAnswerInAnApplicationThatIsLazyAsAWhole() {
		this.runner.withBean(Shop.class)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertSubjects(context.getBean(Responders.class), "shop.quotes", "shop.stock"));
	}

	@Test
	void theMethodOfAScopedBeanAnswersOnce() {
		this.runner.withUserConfiguration(WithScopedBean.class)
			.run((context) -> assertSubjects(context.getBean(Responders.class), "shop.quotes", "shop.stock"));
	}

	@Test
	void anInheritedMethodAnswers() {
		this.runner.withBean(Branch.class)
			.run((context) -> assertSubjects(context.getBean(Responders.class), "shop.quotes", "shop.stock"));
	}

	@Test
	void aDefinitionAnswersWithoutAMethod() {
		this.runner.withBean(Shop.class)
			.withUserConfiguration(Defined.class)
			.run((context) -> assertSubjects(context.getBean(Responders.class), "by.hand", "shop.quotes",
					"shop.stock"));
	}

	@Test
	void twoMethodsOnOneSubjectAndGroupAreRefused() {
		assertRefused(Twice.class, "Two responders answer on 'shop.quotes' in the group 'workers'");
	}

	@Test
	void aMethodWithTwoBodiesIsRefused() {
		assertRefused(TwoBodies.class,
				"TwoBodies.quote(java.lang.String,java.lang.String) takes too much: a method that"
						+ " answers takes the body, a Deadline and a Task, each of which may be left out");
		assertRefused(TwoDeadlines.class, "takes too much");
	}

	@Test
	void aMethodThatReturnsAPromiseIsRefused() {
		assertRefused(Promise.class,
				"Promise.quote() returns no result: a method that answers returns the result itself");
	}

	@Test
	void aBadSubjectNameGroupOrNumberIsNamedWithItsMethod() {
		assertRefusedSetting(BadSubject.class,
				"@Responder on BadSubject.quote: subject is \"shop.>\"; allowed: tokens of printable ASCII");
		assertRefusedSetting(SystemSubject.class,
				"@Responder on SystemSubject.quote: subject is \"$SRV.PING\"; allowed");
		assertRefusedSetting(EmptySubject.class, "@Responder on EmptySubject.quote: subject is \"\"; allowed");
		assertRefusedSetting(BadService.class,
				"@Responder on BadService.quote: service is \"quote.desk\"; allowed: 1 to 255 of the letters A to Z and"
						+ " a to z, digits, '-' and '_'");
		assertRefusedSetting(BadGroup.class,
				"@Responder on BadGroup.quote: group is \"a b\"; allowed: 1 to 64 printable ASCII");
		assertRefusedSetting(BadWorkers.class,
				"@Responder on BadWorkers.quote: workers is \"-1\"; allowed: 1 to 100000");
	}

	@Test
	void theHealthIndicatorTellsThePlaceOfEach() {
		this.runner.run((context) -> assertThat(health(context.getBean("queueGroupHealthIndicator")))
			.isEqualTo(Health.up().build()));
		this.runner.withBean(Audit.class)
			.run((context) -> assertThat(health(context.getBean("queueGroupHealthIndicator")))
				.isEqualTo(Health.down().withDetail("group", "out: no connection").build()));
		this.runner.withBean(Shop.class)
			.run((context) -> assertThat(health(context.getBean("queueGroupHealthIndicator"))).isEqualTo(Health.down()
				.withDetail("shop.quotes pricing", "out: no connection")
				.withDetail("shop.stock workers", "out: no connection")
				.build()));
	}

	@ParameterizedTest
	@CsvSource({ "nats, natsHealthIndicator", "queue-group, queueGroupHealthIndicator",
			"journal, journalHealthIndicator" })
	void aHealthIndicatorCanBeSwitchedOff(String key, String bean) {
		this.runner.withPropertyValues("management.health." + key + ".enabled=false")
			.run((context) -> assertThat(context.getBeanNamesForType(HealthIndicator.class)).isNotEmpty()
				.doesNotContain(bean));
	}

	private static Health health(Object indicator) {
		return Objects.requireNonNull(((HealthIndicator) indicator).health());
	}

	private static void assertSubjects(Responders responders, String... subjects) {
		assertThat(responders.members()).extracting((member) -> member.settings().subject())
			.containsExactlyInAnyOrder(subjects);
	}

	private void assertRefused(Class<?> bean, String message) {
		this.runner.withBean(bean)
			.run((context) -> assertThat(context.getStartupFailure()).hasMessageContaining(message));
	}

	private void assertRefusedSetting(Class<?> bean, String message) {
		this.runner.withBean(bean)
			.run((context) -> assertThat(context.getStartupFailure()).isInstanceOf(InvalidSettingException.class)
				.hasMessageContaining(message));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	static class Shop {

		@Responder(subject = "shop.quotes", service = "quote-desk", group = "pricing", workers = 8)
		String quote(String symbol, Deadline deadline, Task task) {
			return symbol;
		}

		@Responder(subject = "shop.stock")
		void stock() {
			// nothing to tell
		}

	}

	static class Branch extends Shop {

	}

	static class Audit {

		@Responder(subject = "shop.quotes")
		String quote(String symbol) {
			return symbol;
		}

	}

	static class Twice {

		@Responder(subject = "shop.quotes")
		String quote(String symbol) {
			return symbol;
		}

		@Responder(subject = "shop.quotes", group = "workers")
		String other(String symbol) {
			return symbol;
		}

	}

	static class TwoBodies {

		@Responder(subject = "shop.quotes")
		String quote(String symbol, String other) {
			return symbol + other;
		}

	}

	static class TwoDeadlines {

		@Responder(subject = "shop.quotes")
		String quote(Deadline one, Deadline other) {
			return one + "" + other;
		}

	}

	static class Promise {

		@Responder(subject = "shop.quotes")
		CompletableFuture<String> quote() {
			return CompletableFuture.completedFuture("");
		}

	}

	static class BadSubject {

		@Responder(subject = "shop.>")
		void quote() {
			// never called
		}

	}

	static class SystemSubject {

		@Responder(subject = "$SRV.PING")
		void quote() {
			// never called
		}

	}

	static class EmptySubject {

		@Responder(subject = "")
		void quote() {
			// never called
		}

	}

	static class BadService {

		@Responder(subject = "shop.quotes", service = "quote.desk")
		void quote() {
			// never called
		}

	}

	static class BadGroup {

		@Responder(subject = "shop.quotes", group = "a b")
		void quote() {
			// never called
		}

	}

	static class BadWorkers {

		@Responder(subject = "shop.quotes", workers = -1)
		void quote() {
			// never called
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Proxied {

		@Bean
		static BeanNameAutoProxyCreator proxying() {
			BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
			creator.setBeanNames("shop");
			creator.setProxyTargetClass(true);
			return creator;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WithLazyBean {

		@Bean
		@Lazy
		Shop shop() {
			return new Shop();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WithScopedBean {

		@Bean
		static CustomScopeConfigurer scopes() {
			CustomScopeConfigurer scopes = new CustomScopeConfigurer();
			scopes.addScope("thread", new SimpleThreadScope());
			return scopes;
		}

		@Bean
		@Scope(scopeName = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
		Shop shop() {
			return new Shop();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Defined {

		@Bean
		ResponderDefinition byHand(ResponderProperties properties) {
			return new ResponderDefinition(properties.settings("by.hand", "", "workers", 1, null, true),
					(task) -> TaskResult.of(Body.EMPTY), ServiceTime.guessed(Duration.ofMillis(1)));
		}

	}

}
