package io.nowornever.consumer;

import io.nowornever.testbed.junit.BrokerOfClass;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The contract on a nats-server that is a child process.
 */
@Tag("integration")
class ContractOnProcessTests extends ContractTests {

	@RegisterExtension
	private static final BrokerOfClass nats = BrokerOfClass.withDefaults();

	@Override
	String url() {
		return nats.url();
	}

}
