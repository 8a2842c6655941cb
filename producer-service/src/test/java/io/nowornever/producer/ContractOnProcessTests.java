package io.nowornever.producer;

import io.nowornever.broker.Broker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * The contract on a nats-server that is a child process.
 */
class ContractOnProcessTests extends ContractTests {

	private static Broker broker;

	@BeforeAll
	static void start() {
		broker = Broker.start();
	}

	@AfterAll
	static void stop() {
		broker.close();
	}

	@Override
	String url() {
		return broker.url();
	}

}
