package io.nowornever.playground.web;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TurnTests {

	private final Turn turn = new Turn("A benchmark");

	@Test
	void oneAtATime() throws Exception {
		this.turn.take();
		assertThatExceptionOfType(BusyException.class).isThrownBy(this.turn::take)
			.withMessageContaining("A benchmark is under way");
		this.turn.giveBack();
		this.turn.take();
	}

	@Test
	void whatHasTakenItIsStopped() throws Exception {
		CompletableFuture<String> stopped = new CompletableFuture<>();
		this.turn.stop();
		this.turn.take();
		this.turn.stopBy(() -> stopped.complete("stopped"));
		this.turn.stop();
		assertThat(stopped).isCompletedWithValue("stopped");
	}

	/**
	 * Who has seen the end in the feed may come before the turn is given back.
	 */
	@Test
	void whoComesWhileTheEndIsToldWaitsAndIsNotRefused() throws Exception {
		this.turn.take();
		this.turn.ends();
		FutureTask<String> next = new FutureTask<>(() -> {
			this.turn.take();
			return "taken";
		});
		Thread taker = Thread.ofPlatform().daemon().start(next);
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> taker.getState() == Thread.State.WAITING);
		assertThat(next.isDone()).isFalse();
		this.turn.giveBack();
		assertThat(next.get(60, TimeUnit.SECONDS)).isEqualTo("taken");
	}

}
