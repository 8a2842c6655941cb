package io.nowornever.starter.respond;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.nowornever.respond.intake.GroupPlace;
import io.nowornever.respond.member.GroupMember;
import io.nowornever.respond.member.ResponderSettings;
import io.nowornever.respond.outcome.TaskOutcome;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * Shows who answers here, on what, and how it fares.
 */
@Endpoint(id = "responders")
public final class RespondersEndpoint {

	private final Responders responders;

	RespondersEndpoint(Responders responders) {
		this.responders = responders;
	}

	/**
	 * All responders of the application.
	 * @return them, in the order in which they were found
	 */
	@ReadOperation
	public Shown responders() {
		return new Shown(this.responders.members().stream().map(RespondersEndpoint::show).toList());
	}

	private static Entry show(GroupMember member) {
		Map<String, Long> outcomes = new TreeMap<>();
		for (TaskOutcome outcome : EnumSet.complementOf(EnumSet.of(TaskOutcome.DROPPED))) {
			outcomes.put(outcome.tag(), member.count(outcome));
		}
		ResponderSettings settings = member.settings();
		return new Entry(settings.subject(), settings.queueGroup(), settings.name(), settings.workers(),
				member.place() == GroupPlace.MEMBER, member.place().toString(), member.waiting(),
				member.waitingSeconds(), outcomes);
	}

	/**
	 * What is shown.
	 *
	 * @param responders one entry each
	 */
	public record Shown(List<Entry> responders) {
	}

	/**
	 * One responder.
	 *
	 * @param subject where requests come
	 * @param group the queue group
	 * @param name its name, as replies show it
	 * @param workers how many requests are worked on at once
	 * @param member whether it is in its group
	 * @param place where it is, and why
	 * @param waiting how many requests wait here
	 * @param waitingSeconds the work that they mean, in seconds
	 * @param outcomes how many requests have ended in each way since the start
	 */
	public record Entry(String subject, String group, String name, int workers, boolean member, String place,
			long waiting, double waitingSeconds, Map<String, Long> outcomes) {
	}

}
