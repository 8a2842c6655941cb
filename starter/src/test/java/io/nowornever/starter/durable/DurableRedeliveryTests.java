package io.nowornever.starter.durable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.nowornever.request.Answer;
import io.nowornever.request.Requester;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a durable request that somebody takes and does not bring to its end.
 */
@Tag("integration")
class DurableRedeliveryTests extends DurableShop {

	@Test
	void aRequestThatNobodyBringsToItsEndFailsInTheEnd() throws Exception {
		CompletableFuture<Answer<String>> asked = asking().to("shop")
			.within(LONG)
			.durable()
			.askAsync("x", String.class);
		for (int i = 0; i < this.settings.maxDeliver(); i++) {
			take();
		}
		answering();
		assertThat(asked.orTimeout(60, TimeUnit.SECONDS).join())
			.isEqualTo(new Answer.Failed<>(508, "it was begun 3 times and never brought to its end"));
		awaitEmptyStream();
	}

	@Test
	void whoIsStoppedFinishesWhatItHasBegunAndLeavesTheRestToOthers() throws Exception {
		answering();
		AnnotationConfigApplicationContext stopping = answering();
		Requester requester = asking();
		List<CompletableFuture<Answer<String>>> asked = new ArrayList<>();
		for (int i = 0; i < 300; i++) {
			asked.add(requester.to("shop").within(LONG).durable().askAsync("slowly", String.class));
			if (i == 150) {
				Thread.ofVirtual().start(stopping::close);
			}
		}
		for (CompletableFuture<Answer<String>> answer : asked) {
			assertThat(answer.orTimeout(60, TimeUnit.SECONDS).join().isAnswered()).isTrue();
		}
	}

	@Test
	void whoLeavesItUndoneHasItGivenToAnother() throws Exception {
		CompletableFuture<Answer<String>> asked = asking().to("shop")
			.within(LONG)
			.durable()
			.askAsync("x", String.class);
		take();
		answering();
		Answer<String> answer = asked.orTimeout(60, TimeUnit.SECONDS).join();
		assertThat(answer).isInstanceOfSatisfying(Answer.Answered.class,
				(answered) -> assertThat(answered.reply().headers()).containsEntry("Deliveries", "2"));
	}

}
