package io.nowornever.common.connection;

import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.nowornever.common.shutdown.OutOfMemory;
import org.jspecify.annotations.Nullable;

/**
 * The executor on which the client library's reader runs, made for one purpose: to notice
 * that the reader has ended, whatever the reason.
 */
final class ReaderWatch extends ThreadPoolExecutor {

	private final Consumer<String> onEnd;

	ReaderWatch(Consumer<String> onEnd) {
		super(0, 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), Thread.ofPlatform().name("nats-reader").factory());
		this.onEnd = onEnd;
	}

	@Override
	protected void afterExecute(Runnable task, @Nullable Throwable thrown) {
		Throwable cause = (thrown == null && task instanceof Future<?> future && future.state() == Future.State.FAILED)
				? future.exceptionNow() : thrown;
		OutOfMemory.check(cause);
		this.onEnd.accept((cause != null) ? "the reader died of " + cause : "the reader ended");
	}

}
