package io.nowornever.respond.work;

import java.util.concurrent.TimeUnit;

import io.nowornever.respond.Requests;
import io.nowornever.respond.admission.Arrival;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LineTests {

	@Test
	void whoComesFirstIsTakenFirstAndHasItsPlaceUntilItLeaves() throws InterruptedException {
		Line line = new Line(2, Long.MAX_VALUE);
		Arrival first = arrival(0);
		Arrival second = arrival(0);
		line.add(first);
		line.add(second);
		line.countAlso(() -> 5);
		assertThat(line.backlog()).isEqualTo(7);
		assertThat(line.take()).isSameAs(first);
		assertThat(line.length()).as("until it is at work").isEqualTo(2);
		line.begun();
		assertThat(line.length()).isEqualTo(1);
		Thread waiting = Thread.ofVirtual().start(() -> line.add(arrival(0)));
		Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> waiting.getState() == Thread.State.WAITING);
		line.leave(first);
		waiting.join();
		assertThat(line.length()).isEqualTo(2);
	}

	@Test
	void aLargeRequestTakesAsManyPlacesAsMemory() throws InterruptedException {
		Line line = new Line(10, 1_000);
		Arrival large = arrival(7_000);
		line.add(large);
		line.add(arrival(0));
		line.awaitPlace();
		line.add(arrival(0));
		Thread waiting = Thread.ofVirtual().start(() -> line.add(arrival(0)));
		Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> waiting.getState() == Thread.State.WAITING);
		line.leave(line.take());
		waiting.join();
	}

	@Test
	void oneThatIsLargerThanAllPlacesHasThemAll() throws InterruptedException {
		Line line = new Line(3, 1_000);
		Arrival large = arrival(1_000_000);
		line.add(large);
		Arrival taken = line.take();
		line.begun();
		line.leave(taken);
		line.awaitIdle();
		assertThat(line.length()).isZero();
	}

	private static Arrival arrival(int bodyLength) {
		return new Arrival(Requests.ofLength(bodyLength), null, 0, 0, 0);
	}

}
