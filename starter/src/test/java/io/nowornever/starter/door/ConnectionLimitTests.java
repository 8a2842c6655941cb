package io.nowornever.starter.door;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionLimitTests {

	@ParameterizedTest
	@CsvSource({ "4, 16", "128, 256", "1024, 2048", "8192, 8192" })
	void moreMemoryAllowsMoreConnections(long mebibytes, int connections) {
		assertThat(ConnectionLimit.ofHeap(mebibytes << 20).connections()).isEqualTo(connections);
	}

	@Test
	void aLowerLimitOfTheUsersStays() {
		Connector connector = new Connector(WatchedProtocol.class.getName());
		AbstractProtocol<?> protocol = (AbstractProtocol<?>) connector.getProtocolHandler();
		new ConnectionLimit(256).applyTo(connector);
		assertThat(protocol.getMaxConnections()).isEqualTo(256);
		protocol.setMaxConnections(20);
		new ConnectionLimit(256).applyTo(connector);
		assertThat(protocol.getMaxConnections()).isEqualTo(20);
	}

}
