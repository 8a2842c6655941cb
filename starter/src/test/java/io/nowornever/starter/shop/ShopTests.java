package io.nowornever.starter.shop;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.MeterRegistry;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.request.Answer;
import io.nowornever.request.Criticality;
import io.nowornever.request.NotAnsweredException;
import io.nowornever.request.RequestOutcome;
import io.nowornever.request.RequestSpec;
import io.nowornever.request.Requester;
import io.nowornever.respond.Deadline;
import io.nowornever.respond.Responder;
import io.nowornever.respond.member.GroupMember;
import io.nowornever.respond.outcome.TaskOutcome;
import io.nowornever.starter.respond.Responders;
import io.nowornever.starter.respond.RespondersEndpoint;
import io.nowornever.testbed.junit.BrokerOfClass;
import org.aopalliance.intercept.MethodInterceptor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * One application that asks itself, over a real broker. Budgets are such that no busy
 * machine uses them up, where they are not the claim.
 */
@Tag("integration")
class ShopTests {

	@RegisterExtension
	static final BrokerOfClass nats = BrokerOfClass.withDefaults();

	@SuppressWarnings("NullAway.Init") // before all tests
	private static AnnotationConfigApplicationContext application;

	@BeforeAll
	static void start() {
		application = start(Application.class);
	}

	@AfterAll
	static void stop() {
		application.getBean(Shop.class).end.countDown();
		application.close();
	}

	@Test
	void aRecordIsAskedAndARecordIsAnswered() {
		Answer<Shop.Quote> answer = to("shop.quotes").ask(new Shop.Query("ACME"), Shop.Quote.class);
		assertThat(answer).isInstanceOfSatisfying(Answer.Answered.class, (answered) -> {
			assertThat(answered.value()).isEqualTo(new Shop.Quote("ACME", 17.5));
			assertThat(answered.reply().worker()).isEqualTo("shop-1");
			assertThat(answered.reply().headers()).containsEntry("Content-Type", "application/json");
		});
		assertThat(answer.orElseThrow().price()).isEqualTo(17.5);
	}

	@Test
	void textBytesAndNothingTravelAsTheyAre() throws InterruptedException {
		assertThat(to("shop.text").ask("grüße", String.class).orElseThrow()).isEqualTo("grüße!");
		assertThat(to("shop.bytes").ask(new byte[] { 1, -1, 0 }, byte[].class).orElseThrow()).containsExactly(2, -1, 0);
		Answer<Void> nothing = to("shop.news").ask("it rains", Void.class);
		assertThat(nothing.isAnswered()).isTrue();
		assertThat(nothing.orElseThrow()).isNull();
		assertThat(shop().news.poll(30, TimeUnit.SECONDS)).isEqualTo("it rains");
	}

	@Test
	void clientsOfInterfacesAsk() throws InterruptedException {
		Shop.Quotes quotes = application.getBean(Shop.Quotes.class);
		assertThat(quotes.quote(new Shop.Query("ACME"))).isEqualTo(new Shop.Quote("ACME", 17.5));
		assertThat(quotes.price("ACME")).isEqualTo(17.5);
		assertThat(quotes.quoteOrNot(new Shop.Query("NONE"))).isEqualTo(new Answer.Failed<>(404, "no such symbol"));
		assertThat(quotes.quoteLater(new Shop.Query("ACME")).orTimeout(60, TimeUnit.SECONDS).join().orElseThrow())
			.isEqualTo(new Shop.Quote("ACME", 17.5));
		assertThatExceptionOfType(NotAnsweredException.class).isThrownBy(() -> quotes.quote(new Shop.Query("NONE")))
			.withMessage("failed with 404: no such symbol")
			.satisfies((ex) -> assertThat(ex.outcome()).isEqualTo(RequestOutcome.FAILED));
		List<Shop.Quote> all = List.of(new Shop.Quote("ACME", 17.5), new Shop.Quote("ÜBER", 1));
		assertThat(application.getBean(Shop.AllQuotes.class).all()).isEqualTo(all);
		assertThat(application.getBean(Shop.AllQuotes.class).allOrNot().orElseThrow()).isEqualTo(all);
		application.getBean(Shop.News.class).tell("it snows");
		assertThat(shop().news.poll(30, TimeUnit.SECONDS)).isEqualTo("it snows");
	}

	@Test
	void theBudgetOfAMethodCountsBeforeThatOfItsInterface() {
		Shop.Headers headers = application.getBean(Shop.Headers.class);
		assertThat(headers.ofInterface("Timeout-Ms")).isEqualTo("25000");
		assertThat(headers.ofMethod("Timeout-Ms")).isEqualTo("20000");
		assertThat(to("shop.headers").ask("Timeout-Ms", String.class).orElseThrow()).isEqualTo("30000");
	}

	@Test
	void headersArrive() {
		assertThat(to("shop.headers").header("Tenant", "a").ask("Tenant", String.class).orElseThrow()).isEqualTo("a");
		assertThat(to("shop.headers").ask("Tenant", String.class).orElseThrow()).isEqualTo("none");
		assertThat(to("shop.headers").criticality(Criticality.CRITICAL).ask("Criticality", String.class).orElseThrow())
			.isEqualTo("critical");
		assertThat(to("shop.headers").ask("Criticality", String.class).orElseThrow()).isEqualTo("none");
		assertThat(to("shop.headers").ask("Content-Type", String.class).orElseThrow())
			.isEqualTo("text/plain; charset=utf-8");
	}

	@Test
	void aHandlersOwnCodeArrivesAndOfOtherExceptionsNoMessage() {
		assertThat(to("shop.quotes").ask(new Shop.Query("NONE"), Shop.Quote.class))
			.isEqualTo(new Answer.Failed<>(404, "no such symbol"));
		assertThat(to("shop.quotes").ask(new Shop.Query("BROKEN"), Shop.Quote.class))
			.isEqualTo(new Answer.Failed<>(500, "the handler failed: IOException"));
	}

	@Test
	void aBodyThatCannotBeReadIsAnswered400() {
		assertFailed(400, "the body cannot be read as Query", to("shop.quotes").ask("nonsense", Shop.Quote.class));
		assertFailed(400, "the body is empty", to("shop.quotes").ask(null, Shop.Quote.class));
		assertFailed(400, "the body is no text in UTF-8", to("shop.text").ask(new byte[] { -1 }, String.class));
		await(() -> member("shop.quotes").count(TaskOutcome.MALFORMED) == 2);
	}

	@Test
	void aResultThatCannotBeReadIsAFailureHereAndInTheMetrics() {
		assertFailed(502, "the body cannot be read as Quote", to("shop.quotes.all").ask(null, Shop.Quote.class));
		assertThat(count("shop.quotes.all", RequestOutcome.FAILED)).isEqualTo(1);
		await(() -> member("shop.quotes.all").count(TaskOutcome.ANSWERED) >= 1);
	}

	@Test
	void theDeadlineIsHandedOverAndCurrentAndElsewhereThereIsNone() {
		assertThat(to("shop.deadline").within(Duration.ofSeconds(25)).ask(null, Boolean.class).orElseThrow()).isTrue();
		assertThat(Deadline.current().isNone()).isTrue();
	}

	@Test
	void silenceEndsWithTheBudgetAndItsHandlerIsInterruptedAndLate() {
		Duration budget = Duration.ofMillis(300);
		long begin = System.nanoTime();
		Answer<Void> answer = to("shop.stuck").within(budget).ask(null, Void.class);
		Duration took = Duration.ofNanos(System.nanoTime() - begin);
		assertThat(answer).isEqualTo(new Answer.TimedOut<>());
		assertThat(took).isBetween(budget, Duration.ofSeconds(10));
		await(() -> member("shop.stuck").count(TaskOutcome.LATE) == 1);
		assertThat(count("shop.stuck", RequestOutcome.TIMED_OUT)).isEqualTo(1);
	}

	@Test
	void aNestedRequestNeverOutlivesTheOneThatItServes() throws InterruptedException {
		Answer<String> answer = to("shop.outer").within(Duration.ofMillis(800)).ask(null, String.class);
		assertThat(answer).isEqualTo(new Answer.TimedOut<>());
		assertThat(shop().innerBudgetMillis.poll(30, TimeUnit.SECONDS)).isBetween(1L, 800L);
		assertThat(shop().nested.poll(30, TimeUnit.SECONDS)).isLessThan(Duration.ofSeconds(8));
		await(() -> count("shop.inner", RequestOutcome.TIMED_OUT) == 1);
		await(() -> member("shop.inner").count(TaskOutcome.LATE) == 1);
	}

	@Test
	void allBusyIsRefused() {
		CompletableFuture<Answer<Void>> atWork = to("shop.busy").askAsync(null, Void.class);
		// One that comes while little was worked so far may be taken, and be silent.
		await(() -> to("shop.busy").within(Duration.ofMillis(500))
			.ask(null, Void.class)
			.equals(new Answer.Refused<Void>()));
		assertThat(atWork).isNotDone();
		assertThat(count("shop.busy", RequestOutcome.REFUSED)).isEqualTo(1);
	}

	@Test
	void nobodyThereIsToldAndThenRequestsPause() {
		assertThat(to("shop.nobody").within(Duration.ofSeconds(5)).ask(null, Void.class))
			.isEqualTo(new Answer.NoResponders<>());
		await(() -> to("shop.nobody").ask(null, Void.class).equals(new Answer.Rejected<Void>()));
	}

	@Test
	void aRequestThatIsCancelledIsGivenUpAndCounted() {
		CompletableFuture<Answer<Void>> future = to("shop.not.yet").askAsync(null, Void.class);
		assertThat(future.cancel(true)).isTrue();
		await(() -> count("shop.not.yet", RequestOutcome.NO_RESPONDERS) == 1);
	}

	@Test
	void theHealthIndicatorTellsThatAllAreMembers() {
		Health health = Objects
			.requireNonNull(application.getBean("queueGroupHealthIndicator", HealthIndicator.class).health());
		assertThat(health.getDetails()).containsEntry("shop.quotes pricing", "member");
	}

	@Test
	void theEndpointCounts() {
		assertThat(to("shop.counted").ask(null, Void.class).isAnswered()).isTrue();
		RespondersEndpoint endpoint = application.getBean(RespondersEndpoint.class);
		await(() -> endpoint.responders()
			.responders()
			.stream()
			.filter((one) -> one.subject().equals("shop.counted"))
			.anyMatch((one) -> one.member() && Objects.equals(one.outcomes().get("answered"), 1L)));
	}

	@Test
	void theMethodOfAnAdvisedBeanAnswersThroughItsAdvice() {
		try (AnnotationConfigApplicationContext advised = start(Advised.class)) {
			assertThat(advised.getBean(Requester.class).to("advised.text").ask("a", String.class).orElseThrow())
				.isEqualTo("a by the one that was wired");
			assertThat(advised.getBean(AtomicInteger.class)).hasValue(1);
		}
	}

	private static AnnotationConfigApplicationContext start(Class<?> configuration) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues
			.of("nats.servers=" + nats.url(), "nats.ping-interval=60s", "now-or-never.requester.timeout=30s",
					"now-or-never.requester.backoff.initial=10s", "now-or-never.responder.max-age=60s",
					"now-or-never.responder.name=shop-1", "management.endpoints.web.exposure.include=responders")
			.applyTo(context);
		context.register(configuration);
		context.refresh();
		NatsLink link = context.getBean(NatsLink.class);
		await(() -> link.connection() != null);
		return context;
	}

	private static RequestSpec to(String subject) {
		return application.getBean(Requester.class).to(subject);
	}

	private static Shop shop() {
		return application.getBean(Shop.class);
	}

	private static GroupMember member(String subject) {
		return application.getBean(Responders.class)
			.members()
			.stream()
			.filter((member) -> member.settings().subject().equals(subject))
			.findFirst()
			.orElseThrow();
	}

	private static long count(String subject, RequestOutcome outcome) {
		return application.getBean(MeterRegistry.class)
			.get("task.request")
			.tag("subject", subject)
			.tag("outcome", outcome.tag())
			.timer()
			.count();
	}

	private static void assertFailed(int code, String text, Answer<?> answer) {
		assertThat(answer).isInstanceOfSatisfying(Answer.Failed.class, (failed) -> {
			assertThat(failed.code()).isEqualTo(code);
			assertThat(failed.text()).startsWith(text);
		});
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(30, TimeUnit.SECONDS).until(condition);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Shop.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Advised {

		@Bean
		static AtomicInteger calls() {
			return new AtomicInteger();
		}

		@Bean
		static MethodInterceptor advice(AtomicInteger calls) {
			return (invocation) -> {
				calls.incrementAndGet();
				return invocation.proceed();
			};
		}

		@Bean
		static BeanNameAutoProxyCreator advising() {
			BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
			creator.setBeanNames("text");
			creator.setInterceptorNames("advice");
			creator.setProxyTargetClass(true);
			return creator;
		}

		@Bean
		Text text() {
			return new Text("the one that was wired");
		}

	}

	static class Text {

		private final String name;

		Text(String name) {
			this.name = name;
		}

		@Responder(subject = "advised.text")
		String answer(String text) {
			return text + " by " + this.name;
		}

	}

}
