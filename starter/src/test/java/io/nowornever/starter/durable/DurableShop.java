package io.nowornever.starter.durable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.api.StreamState;
import io.nowornever.common.durable.DurableSettings;
import io.nowornever.common.durable.DurableSubject;
import io.nowornever.common.durable.StreamSetup;
import io.nowornever.request.Requester;
import io.nowornever.respond.Responder;
import io.nowornever.starter.respond.MembersInPlace;
import io.nowornever.testbed.broker.Broker;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A broker with the stream of a shop, applications that ask and answer there, and a bare
 * connection that stands in for either side by what travels alone.
 */
abstract class DurableShop {

	static final Duration LONG = Duration.ofSeconds(30);

	final Broker broker = Broker.builder().jetStream().start();

	final DurableSettings settings = new DurableSettings(true, DurableSettings.Storage.FILE, 1, Duration.ofSeconds(60),
			Duration.ofMillis(300), 3, Duration.ofSeconds(1), true);

	final StreamSetup setup = new StreamSetup(DurableSubject.of("shop"), this.settings);

	final List<AnnotationConfigApplicationContext> applications = new ArrayList<>();

	@SuppressWarnings("NullAway.Init") // before each test
	Connection foreign;

	@BeforeEach
	void connect() throws IOException, InterruptedException, JetStreamApiException {
		this.foreign = Nats.connect(this.broker.url());
		this.setup.makeStream(this.foreign);
		this.setup.makeConsumer(this.foreign, "workers");
	}

	@AfterEach
	void close() throws InterruptedException {
		this.applications.forEach(AnnotationConfigApplicationContext::close);
		this.foreign.close();
		this.broker.close();
	}

	void awaitEmptyStream() {
		Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> stateOf("SHOP").getMsgCount() == 0);
	}

	StreamState stateOf(String stream) throws IOException, JetStreamApiException {
		return StreamSetup.management(this.foreign).getStreamInfo(stream).getStreamState();
	}

	Message take() throws Exception {
		JetStreamSubscription workers = this.foreign.jetStream()
			.subscribe(null, PullSubscribeOptions.fastBind("SHOP", "workers"));
		List<Message> taken = workers.fetch(1, LONG);
		workers.unsubscribe();
		return taken.getFirst();
	}

	Requester asking() {
		return start(Asking.class).getBean(Requester.class);
	}

	AnnotationConfigApplicationContext answering(String... settings) {
		AnnotationConfigApplicationContext application = start(Answering.class, settings);
		MembersInPlace.await(application);
		return application;
	}

	AnnotationConfigApplicationContext start(Class<?> configuration, String... settings) {
		AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();
		TestPropertyValues
			.of("nats.servers=" + this.broker.url(), "now-or-never.responder.max-age=60s", "durable.max-age=60s",
					"durable.target-wait=60s", "durable.ack-wait=300ms")
			.and(settings)
			.applyTo(application);
		application.register(configuration);
		application.refresh();
		this.applications.add(application);
		return application;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Asking {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Answering {

		@Bean
		Greeter greeter() {
			return new Greeter();
		}

	}

	/**
	 * Answers.
	 */
	static class Greeter {

		@Responder(subject = "shop", durable = true)
		String greet(String text) throws InterruptedException {
			if (text.equals("slowly")) {
				TimeUnit.MILLISECONDS.sleep(5);
			}
			return text + "!";
		}

	}

}
