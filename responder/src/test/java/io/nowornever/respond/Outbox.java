package io.nowornever.respond;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

import io.nats.client.impl.Headers;
import io.nowornever.common.wire.ReceivedMessage;
import io.nowornever.respond.reply.Outlet;

/**
 * Keeps what leaves, without a broker. Safe from any thread.
 */
public final class Outbox implements Outlet {

	private final List<Sent> sent = new CopyOnWriteArrayList<>();

	private volatile BooleanSupplier open = () -> true;

	/**
	 * Lets only through what comes while it is open.
	 * @param open asked at each try whether it is
	 */
	public void openWhen(BooleanSupplier open) {
		this.open = open;
	}

	/**
	 * What has left.
	 * @return all messages, in their order
	 */
	public List<Sent> sent() {
		return this.sent;
	}

	@Override
	public boolean publish(ReceivedMessage request, String subject, Headers headers, byte[] body) {
		return this.open.getAsBoolean() && this.sent
			.add(new Sent(subject, headers.toString().lines().skip(1).filter((line) -> !line.isEmpty()).toList(),
					new String(body, StandardCharsets.UTF_8)));
	}

	/**
	 * One message.
	 *
	 * @param subject where it went
	 * @param headers its headers, each as {@code name:value}
	 * @param body its body
	 */
	public record Sent(String subject, List<String> headers, String body) {
	}

}
