package io.nowornever.respond.stream;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RoomTests {

	private final AtomicLong meanWork = new AtomicLong(TimeUnit.SECONDS.toNanos(1));

	private final Room room = new Room(4, this.meanWork::get);

	@Test
	void thereIsRoomForOneRequestOfEachWorker() throws InterruptedException {
		assertThat(take(Long.MAX_VALUE)).isEqualTo(4);
		assertThat(take(Long.MAX_VALUE)).isZero();
		this.room.release(3);
		assertThat(take(Long.MAX_VALUE)).isEqualTo(3);
	}

	@Test
	void noMoreIsTakenThanIsWanted() throws InterruptedException {
		assertThat(take(1)).isEqualTo(1);
		assertThat(take(0)).isZero();
		assertThat(take(Long.MAX_VALUE)).isEqualTo(3);
	}

	@Test
	void whereTasksAreShortThereIsRoomForOneMoreOfEach() throws InterruptedException {
		this.meanWork.set(TimeUnit.MILLISECONDS.toNanos(99));
		assertThat(take(Long.MAX_VALUE)).isEqualTo(8);
		this.meanWork.set(TimeUnit.MILLISECONDS.toNanos(100));
		this.room.release(3);
		assertThat(take(Long.MAX_VALUE)).isZero();
		this.room.release(2);
		assertThat(take(Long.MAX_VALUE)).isEqualTo(1);
	}

	@Test
	void whoWaitsIsWokenByWhatBecomesFree() throws InterruptedException {
		take(Long.MAX_VALUE);
		CompletableFuture<Integer> taken = CompletableFuture.supplyAsync(() -> {
			try {
				return this.room.take(() -> Long.MAX_VALUE, TimeUnit.SECONDS.toNanos(60));
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
		this.room.release(1);
		assertThat(taken.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo(1);
	}

	private int take(long most) throws InterruptedException {
		return this.room.take(() -> most, 0);
	}

}
