package io.nowornever.testbed.secured;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import io.nowornever.testbed.TestbedException;

/**
 * What the parties prove themselves with, made by the script {@code tools/secrets}, and
 * how broker and services are told of it: by {@code nats/security.conf}, and by the
 * settings that {@code docker-compose.yml} has. Both files are resources here.
 *
 * @param folder where the secrets are, in a folder for each party
 */
public record Secrets(Path folder) {

	/** Asks. */
	public static final String PRODUCER = "producer";

	/** Answers. */
	public static final String CONSUMER = "consumer";

	/** Makes streams and looks after them. */
	public static final String OPERATOR = "operator";

	private static final String STACK_FOLDER = "/etc/nats-secrets";

	/**
	 * Makes them where they are missing.
	 * @param folder where; made if it is not there
	 * @return the secrets
	 * @throws TestbedException if that fails, with what the script says
	 */
	public static Secrets madeIn(Path folder) {
		try {
			Process bash = new ProcessBuilder("bash", "-s", "--", folder.toString()).redirectErrorStream(true).start();
			try (OutputStream script = bash.getOutputStream()) {
				script.write(resource("secrets"));
			}
			String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (bash.waitFor() != 0) {
				throw new TestbedException(said.strip());
			}
			return new Secrets(folder);
		}
		catch (IOException ex) {
			throw new TestbedException("Secrets cannot be made in " + folder + ": " + ex.getMessage(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new TestbedException("Interrupted while secrets were made", ex);
		}
	}

	/**
	 * Who is let in and may do what. The broker must have JetStream.
	 * @return lines in the syntax of nats-server
	 */
	public String brokerConfiguration() {
		try {
			return new String(resource("security.conf"), StandardCharsets.UTF_8)
				.replace("include ../nats-secrets/passwords.conf", read("nats/passwords.conf"))
				.replace(STACK_FOLDER, this.folder.resolve("nats").toString());
		}
		catch (IOException ex) {
			throw new TestbedException("The broker's configuration cannot be read", ex);
		}
	}

	/**
	 * The settings of a service that is let in.
	 * @param user {@link #PRODUCER}, {@link #CONSUMER} or {@link #OPERATOR}
	 * @return settings in the form {@code key=value}
	 */
	public List<String> settings(String user) {
		String own = this.folder.resolve(user).toString();
		String more = switch (user) {
			case PRODUCER -> "producer.inbox-prefixes=_INBOX.consumer.";
			case CONSUMER -> "consumer.inbox-prefixes=_INBOX.producer.,_INBOX.operator.";
			default -> "consumer.role=operator";
		};
		return List.of("spring.config.import=configtree:" + own + "/", "nats.user=" + user, "nats.tls.bundle=nats",
				"spring.ssl.bundle.pem.nats.truststore.certificate=file:" + own + "/ca.pem",
				"nats.inbox-prefix=_INBOX." + user, more, "durable.create=" + user.equals(OPERATOR));
	}

	/**
	 * Where a foreign client connects as a user. It encrypts, but does not ask for the
	 * broker's certificate; and it has to use the inbox prefix {@code _INBOX.USER}.
	 * @param brokerUrl the broker's address
	 * @param user the user
	 * @return {@code opentls://USER:PASSWORD@HOST:PORT}, as the client library for Java
	 * takes it
	 */
	public String url(String brokerUrl, String user) {
		return "opentls://" + user + ":" + password(user) + "@" + URI.create(brokerUrl).getAuthority();
	}

	/**
	 * The password of a user.
	 * @param user the user
	 * @return the password
	 */
	public String password(String user) {
		try {
			return read(user + "/nats/password");
		}
		catch (IOException ex) {
			throw new TestbedException("There is no password for " + user + " in " + this.folder, ex);
		}
	}

	private String read(String file) throws IOException {
		return Files.readString(this.folder.resolve(file));
	}

	private static byte[] resource(String name) throws IOException {
		try (InputStream in = Secrets.class.getResourceAsStream(name)) {
			return Objects.requireNonNull(in).readAllBytes();
		}
	}

}
