package io.nowornever.starter.connection;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nats.client.Connection;
import io.nowornever.common.connection.LinkListener;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.testbed.broker.Broker;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The link against a real broker, wired as in the services.
 */
@Tag("integration")
@ExtendWith(OutputCaptureExtension.class)
class NatsLinkTests extends LinkedApplication {

	@Test
	void startsWithoutABrokerAndLinksWhenItComes() {
		try (Broker broker = Broker.start()) {
			broker.stop();
			with(broker).run((context) -> {
				NatsLink link = context.getBean(NatsLink.class);
				HealthIndicator health = context.getBean(HealthIndicator.class);
				assertThat(link.connection()).isNull();
				assertThat(link.roundTripSeconds()).isNaN();
				assertThat(health.health()).extracting(Health::getStatus).isEqualTo(Status.DOWN);
				broker.restart();
				awaitUp(link);
				assertThat(health.health()).extracting(Health::getStatus).isEqualTo(Status.UP);
				await(() -> link.roundTripSeconds() > 0);
				assertThat(link.reconnects()).isZero();
			});
		}
	}

	@Test
	void tellsListenersOnceOfEachConnectionAndOfItsEnd() {
		List<Connection> connected = new CopyOnWriteArrayList<>();
		List<Connection> lost = new CopyOnWriteArrayList<>();
		try (Broker broker = Broker.start()) {
			with(broker).withInitializer(listening(new Recorder(connected, lost))).run((context) -> {
				NatsLink link = context.getBean(NatsLink.class);
				awaitUp(link);
				for (int i = 1; i <= 3; i++) {
					int expected = i;
					broker.kill();
					await(() -> lost.size() == expected);
					assertThat(link.connection()).isNull();
					assertThat(link.stands(connected.getLast())).isFalse();
					broker.restart();
					await(() -> connected.size() == expected + 1);
					awaitUp(link);
				}
				assertThat(lost).isEqualTo(connected.subList(0, 3));
				assertThat(link.reconnects()).isEqualTo(3);
				SimpleMeterRegistry registry = new SimpleMeterRegistry();
				context.getBean(MeterBinder.class).bindTo(registry);
				assertThat(registry.get("nats.connection.up").gauge().value()).isEqualTo(1);
				assertThat(registry.get("nats.connection.reconnects").functionCounter().count()).isEqualTo(3);
			});
		}
	}

	@Test
	@ResourceLock(Resources.SYSTEM_OUT)
	void aListenerThatFailsIsToldOfAndHarmsNoOther(CapturedOutput output) {
		List<Connection> connected = new CopyOnWriteArrayList<>();
		List<Connection> lost = new CopyOnWriteArrayList<>();
		try (Broker broker = Broker.start()) {
			with(broker).withInitializer(listening(new Failing(), new Recorder(connected, lost))).run((context) -> {
				NatsLink link = context.getBean(NatsLink.class);
				awaitUp(link);
				broker.kill();
				await(() -> lost.size() == 1);
				broker.restart();
				awaitUp(link);
				assertThat(connected).hasSize(2);
				assertThat(output).contains("a bug at the beginning", "a bug at the end");
			});
		}
	}

	@Test
	@ResourceLock(Resources.SYSTEM_OUT)
	void tellsOfAReceiverThatFailsAndBringsItTheNextMessage(CapturedOutput output) {
		try (Broker broker = Broker.start()) {
			with(broker).run((context) -> {
				NatsLink link = context.getBean(NatsLink.class);
				awaitUp(link);
				List<String> received = new CopyOnWriteArrayList<>();
				Connection connection = Objects.requireNonNull(link.connection());
				connection.createDispatcher((message) -> {
					received.add(message.getSubject());
					throw new IllegalStateException("a bug of the receiver");
				}).subscribe("for.whom");
				connection.publish("for.whom", new byte[0]);
				connection.publish("for.whom", new byte[0]);
				await(() -> received.size() == 2);
				await(() -> output.getAll().contains("IllegalStateException: a bug of the receiver"));
				assertThat(link.stands(connection)).isTrue();
			});
		}
	}

	@Test
	void noticesABrokerThatHangs() {
		try (Broker broker = Broker.start()) {
			with(broker, "nats.ping-interval=200ms").run((context) -> {
				NatsLink link = context.getBean(NatsLink.class);
				awaitUp(link);
				broker.pause();
				await(() -> link.connection() == null);
				broker.resume();
				awaitUp(link);
			});
		}
	}

	@Test
	@ResourceLock(Resources.SYSTEM_OUT)
	void whatTheBrokerDoesNotAllowIsToldAFewTimesASecond(CapturedOutput output) {
		try (Broker broker = Broker.builder()
			.configuration(
					"authorization { users: [ { user: u, password: p, permissions: { publish: { deny: \">\" } } } ] }")
			.start()) {
			with(broker, "nats.user=u", "nats.password=p").run((context) -> {
				NatsLink link = context.getBean(NatsLink.class);
				awaitUp(link);
				Connection connection = Objects.requireNonNull(link.connection());
				long begin = System.nanoTime();
				for (int i = 0; i < 10_000; i++) {
					connection.publish("denied", new byte[0]);
				}
				connection.flush(Duration.ofSeconds(60));
				await(() -> output.getAll().contains("The broker complains"));
				long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin) + 2;
				assertThat(output.getAll().split("The broker complains", -1).length - 1).isBetween(1,
						(int) (5 * seconds));
			});
		}
	}

	private static ApplicationContextInitializer<ConfigurableApplicationContext> listening(LinkListener... listeners) {
		return (context) -> context.addBeanFactoryPostProcessor(
				(factory) -> factory.addBeanPostProcessor(new ListenerAdder(List.of(listeners))));
	}

	private record ListenerAdder(List<LinkListener> listeners) implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String name) {
			if (bean instanceof NatsLink link) {
				this.listeners.forEach(link::addListener);
			}
			return bean;
		}

	}

	private static final class Failing implements LinkListener {

		@Override
		public void connected(Connection connection) {
			throw new IllegalArgumentException("a bug at the beginning");
		}

		@Override
		public void lost(Connection connection) {
			throw new IllegalArgumentException("a bug at the end");
		}

	}

	private record Recorder(List<Connection> made, List<Connection> gone) implements LinkListener {

		@Override
		public void connected(Connection connection) {
			this.made.add(connection);
		}

		@Override
		public void lost(Connection connection) {
			this.gone.add(connection);
		}

	}

}
