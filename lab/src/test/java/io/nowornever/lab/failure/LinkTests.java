package io.nowornever.lab.failure;

import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.network.Cut;
import io.nowornever.testbed.network.LinkConditions;
import io.nowornever.testbed.network.LinkProxy;
import io.nowornever.testbed.service.ServiceProcess;
import io.nowornever.testbed.service.Testbed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Each service of a testbed with proxies has a network of its own.
 */
@Tag("integration")
class LinkTests {

	private static final String PING = "--nats.ping-interval=250ms";

	private static Testbed testbed;

	@BeforeAll
	static void start() {
		testbed = Testbed.builder().proxied().start();
	}

	@AfterAll
	static void stop() {
		testbed.close();
	}

	@Test
	void aCutConcernsOneServiceWhichComesBackWhenItIsMended() {
		ServiceProcess cut = testbed.consumer("cut", PING).awaitReady();
		ServiceProcess other = testbed.consumer("other", PING).awaitReady();
		testbed.link("cut").change(LinkConditions.GOOD.withCut(Cut.BOTH));
		Watch.await().until(() -> !cut.isReady());
		assertThat(other.isReady()).isTrue();
		testbed.link("cut").change(LinkConditions.GOOD);
		Watch.await().until(cut::isReady);
		cut.kill();
		other.kill();
	}

	@Test
	void aLinkKeepsItsPortOverRestartsOfServiceAndBroker() {
		ServiceProcess first = testbed.consumer("again", PING).awaitReady();
		LinkProxy link = testbed.link("again");
		int port = link.port();
		testbed.broker().restart();
		first.awaitReady();
		first.kill();
		ServiceProcess second = testbed.consumer("again", PING).awaitReady();
		assertThat(testbed.link("again")).isSameAs(link);
		assertThat(link.port()).isEqualTo(port);
		link.change(LinkConditions.GOOD.withCut(Cut.BOTH));
		Watch.await().until(() -> !second.isReady());
		link.change(LinkConditions.GOOD);
		second.kill();
	}

	@Test
	void whoHasNoLinkIsNamed() {
		testbed.consumer("known", PING).kill();
		assertThatExceptionOfType(TestbedException.class).isThrownBy(() -> testbed.link("unknown"))
			.withMessageContaining("There is no link of unknown")
			.withMessageContaining("known");
	}

}
