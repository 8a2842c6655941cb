package io.nowornever.testbed.junit;

import java.util.Objects;

import io.nowornever.testbed.broker.Broker;
import io.nowornever.testbed.broker.BrokerBuilder;
import io.nowornever.testbed.process.TemporaryFolder;
import io.nowornever.testbed.secured.Secrets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One broker for all tests of a class, to be registered as a static field. It is started
 * before the first of them and closed after the last; each test finds it running, though
 * the one before may have killed it.
 */
public final class BrokerOfClass implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

	private final BrokerBuilder builder;

	private final boolean isSecured;

	private @Nullable TemporaryFolder folder;

	private @Nullable Secrets secrets;

	private @Nullable Broker broker;

	private BrokerOfClass(BrokerBuilder builder, boolean isSecured) {
		this.builder = builder;
		this.isSecured = isSecured;
	}

	/**
	 * A broker with the defaults.
	 * @return the extension
	 */
	public static BrokerOfClass withDefaults() {
		return of(Broker.builder());
	}

	/**
	 * A broker with settings of its own.
	 * @param builder the settings
	 * @return the extension
	 */
	public static BrokerOfClass of(BrokerBuilder builder) {
		return new BrokerOfClass(builder, false);
	}

	/**
	 * A broker that asks who one is, as that of the Compose stack.
	 * @return the extension
	 */
	public static BrokerOfClass secured() {
		return new BrokerOfClass(Broker.builder(), true);
	}

	/**
	 * What proves who one is.
	 * @return the secrets, where the broker is {@linkplain #secured() secured}
	 */
	public Secrets secrets() {
		return Objects.requireNonNull(this.secrets, "the tests have not begun, or the broker is not secured");
	}

	/**
	 * The broker.
	 * @return the broker, to be killed, paused and restarted at will
	 */
	public Broker broker() {
		return Objects.requireNonNull(this.broker, "the tests have not begun");
	}

	/**
	 * The address clients connect to; the same for all tests.
	 * @return {@code nats://127.0.0.1:PORT}
	 */
	public String url() {
		return broker().url();
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		if (this.isSecured) {
			this.folder = TemporaryFolder.create("now-or-never-secrets-");
			this.secrets = Secrets.madeIn(this.folder.path());
			this.builder.jetStream().configuration(this.secrets.brokerConfiguration());
		}
		this.broker = this.builder.start();
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		if (!broker().isRunning()) {
			broker().restart();
		}
	}

	@Override
	public void afterAll(ExtensionContext context) {
		if (this.broker != null) {
			this.broker.close();
		}
		if (this.folder != null) {
			this.folder.close();
		}
	}

}
