package io.nowornever.consumer;

import io.nowornever.testbed.junit.BrokerInContainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The contract on the nats image.
 */
@Tag("integration")
class ContractOnContainerTests extends ContractTests {

	@RegisterExtension
	private static final BrokerInContainer nats = new BrokerInContainer();

	@Override
	String url() {
		return nats.url();
	}

}
