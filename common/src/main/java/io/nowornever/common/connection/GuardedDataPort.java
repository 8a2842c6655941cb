package io.nowornever.common.connection;

import java.io.IOException;

import io.nats.client.impl.SocketDataPort;
import io.nowornever.common.wire.PlainHeaders;

/**
 * The client library's socket with a {@link HeaderGuard} before its reader. Made by the
 * library, by name.
 */
public final class GuardedDataPort extends SocketDataPort {

	private final HeaderGuard guard = new HeaderGuard(super::read, !PlainHeaders.areNeeded());

	@Override
	public int read(byte[] dst, int off, int len) throws IOException {
		return this.guard.read(dst, off, len);
	}

}
