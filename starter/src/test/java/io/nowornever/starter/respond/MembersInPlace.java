package io.nowornever.starter.respond;

import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.springframework.context.ApplicationContext;

/**
 * The members of an application, to be awaited before they are asked.
 */
public final class MembersInPlace {

	private MembersInPlace() {
	}

	/**
	 * Waits until each of them takes what comes.
	 * @param application the application, with a member at least
	 */
	public static void await(ApplicationContext application) {
		Awaitility.await()
			.atMost(60, TimeUnit.SECONDS)
			.until(() -> application.getBean(Responders.class)
				.members()
				.stream()
				.allMatch((member) -> member.place().isRight()));
	}

}
