package io.nowornever.consumer;

import java.util.List;

import io.nowornever.testbed.junit.BrokerOfClass;
import io.nowornever.testbed.secured.Secrets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The contract on a broker that is secured as that of the Compose stack, with TLS and for
 * users who may do what they have to and no more.
 */
@Tag("integration")
class ContractOnSecuredBrokerTests extends ContractTests {

	@RegisterExtension
	private static final BrokerOfClass nats = BrokerOfClass.secured();

	@Override
	String url() {
		return nats.url();
	}

	@Override
	String foreignUrl() {
		return nats.secrets().url(nats.url(), Secrets.PRODUCER);
	}

	@Override
	List<String> settings() {
		return nats.secrets().settings(Secrets.CONSUMER);
	}

}
