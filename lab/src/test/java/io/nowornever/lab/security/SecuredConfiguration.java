package io.nowornever.lab.security;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nowornever.testbed.secured.Secrets;

/**
 * What the stack's broker is told about who is let in, with one more who sees all.
 *
 * @param secrets made for the test
 */
record SecuredConfiguration(Secrets secrets) {

	/** May do everything where the pair is; only tests have such a user. */
	static final String WITNESS = "witness";

	/**
	 * The settings of the broker.
	 * @return lines in the syntax of nats-server
	 */
	String broker() {
		return this.secrets.brokerConfiguration()
			.replaceFirst("users: \\[", "users: [ { user: " + WITNESS + ", password: " + WITNESS + " }");
	}

	/**
	 * Connects as one of the users.
	 * @param url the broker's address
	 * @param user the user
	 * @return a connection that does not come back once it is lost
	 */
	Connection connect(String url, String user) throws IOException, InterruptedException {
		return Nats.connect(options(url).userInfo(user, user.equals(WITNESS) ? WITNESS : this.secrets.password(user))
			.inboxPrefix("_INBOX." + user)
			.build());
	}

	/**
	 * What every connection has that trusts the authority.
	 * @param url the broker's address
	 */
	Options.Builder options(String url) throws IOException {
		return Options.builder()
			.server(url)
			.sslContext(trust())
			.connectionTimeout(Duration.ofSeconds(30))
			.noReconnect()
			.errorListener(new ErrorListener() {
			});
	}

	private SSLContext trust() throws IOException {
		try (var in = Files.newInputStream(this.secrets.folder().resolve("nats/ca.pem"))) {
			Certificate authority = CertificateFactory.getInstance("X.509").generateCertificate(in);
			KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
			trusted.load(null, null);
			trusted.setCertificateEntry("authority", authority);
			TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			managers.init(trusted);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, managers.getTrustManagers(), null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
