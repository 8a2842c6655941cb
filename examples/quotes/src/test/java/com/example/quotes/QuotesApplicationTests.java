package com.example.quotes;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import io.nowornever.request.Answer;
import io.nowornever.request.Requester;
import io.nowornever.testbed.junit.BrokerOfClass;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class QuotesApplicationTests {

	@RegisterExtension
	static final BrokerOfClass nats = BrokerOfClass.withDefaults();

	@Autowired
	private Quotes quotes;

	@Autowired
	private Requester requester;

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void properties(DynamicPropertyRegistry registry) {
		registry.add("nats.servers", nats::url);
	}

	@Test
	void aQuoteIsAskedForAndAnswered() {
		eventually(() -> assertThat(this.quotes.quote(new QuoteQuery("ACME", "EUR")).orElseThrow())
			.isEqualTo(new Quote("ACME", new BigDecimal("10.75"), "EUR")));
	}

	@Test
	void whoAsksForWhatIsNotThereIsToldSo() {
		eventually(() -> assertThat(this.quotes.quote(new QuoteQuery("NONE", "EUR")))
			.isEqualTo(new Answer.Failed<Quote>(404, "no such symbol: NONE")));
	}

	@Test
	void whatTheSecondResponderRefusesTheFirstPassesOn() {
		eventually(() -> assertThat(this.quotes.quote(new QuoteQuery("ACME", "XXX")))
			.isEqualTo(new Answer.Failed<Quote>(404, "no such currency: XXX")));
	}

	@Test
	void nobodyListensElsewhere() {
		eventually(() -> assertThat(this.requester.to("elsewhere").ask("?", String.class))
			.isInstanceOf(Answer.NoResponders.class));
	}

	@Test
	void theDoorAnswersInItsOwnTerms() {
		eventually(() -> assertThat(get("/quotes/ACME").body())
			.isEqualTo("{\"symbol\":\"ACME\",\"price\":12.50,\"currency\":\"USD\"}"));
		eventually(() -> assertThat(get("/quotes/NONE").statusCode()).isEqualTo(404));
	}

	/**
	 * A machine that is busy may not do it within 800 ms at first.
	 */
	private static void eventually(ThrowingRunnable assertion) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(assertion);
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		try (HttpClient http = HttpClient.newHttpClient()) {
			return http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path)).build(),
					HttpResponse.BodyHandlers.ofString());
		}
	}

}
