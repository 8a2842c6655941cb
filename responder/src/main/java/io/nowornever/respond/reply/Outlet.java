package io.nowornever.respond.reply;

import io.nats.client.Connection;
import io.nats.client.impl.Headers;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.wire.ReceivedMessage;

/**
 * Where answers leave: at once or not at all. Safe from any thread.
 */
@FunctionalInterface
public interface Outlet {

	/**
	 * Lets one message out.
	 * @param request what it answers
	 * @param subject where it goes
	 * @param headers its headers
	 * @param body its body
	 * @return false where nothing can leave now; it may be tried again
	 */
	boolean publish(ReceivedMessage request, String subject, Headers headers, byte[] body);

	/**
	 * The outlet of a link, open while a connection stands.
	 * @param link the link
	 * @return the outlet
	 */
	static Outlet of(NatsLink link) {
		return (request, subject, headers, body) -> {
			Connection connection = link.connection();
			if (connection == null) {
				return false;
			}
			try {
				connection.publish(subject, headers, body);
				return true;
			}
			catch (IllegalStateException ex) {
				return false;
			}
		};
	}

}
