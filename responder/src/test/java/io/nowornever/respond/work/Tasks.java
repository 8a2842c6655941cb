package io.nowornever.respond.work;

import java.util.concurrent.TimeUnit;

import io.nowornever.common.time.Budget;
import io.nowornever.respond.Requests;
import io.nowornever.respond.admission.Arrival;

/**
 * Tasks as handlers get them, without workers.
 */
public final class Tasks {

	private Tasks() {
	}

	/**
	 * A task that came just now.
	 * @param body its body
	 * @param remainingMillis how much of its budget is left, by a clock that stands still
	 * @return the task
	 */
	public static Task of(String body, long remainingMillis) {
		long nanos = TimeUnit.MILLISECONDS.toNanos(remainingMillis);
		return new Task(new Arrival(Requests.withBody("_INBOX.1", body), "t-1", 0, 0, nanos), 0,
				new Budget(nanos, () -> 0), () -> 0);
	}

}
