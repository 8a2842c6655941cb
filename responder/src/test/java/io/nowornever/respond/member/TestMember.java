package io.nowornever.respond.member;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nowornever.common.connection.LinkSettings;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.durable.DurableSettings;
import io.nowornever.common.journal.Journal;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.tracing.Tracing;
import io.nowornever.common.wire.Discovery;
import io.nowornever.common.wire.InboxPrefixes;
import io.nowornever.respond.intake.GateSettings;
import io.nowornever.respond.intake.GroupPlace;
import io.nowornever.respond.intake.Overload;
import io.nowornever.respond.work.ServiceTime;
import io.nowornever.respond.work.TaskHandler;
import org.awaitility.Awaitility;

/**
 * A member of a queue group on a link of its own, as an application without Spring has
 * it.
 */
final class TestMember implements AutoCloseable {

	private final NatsLink link;

	private final GroupMember member;

	private TestMember(NatsLink link, GroupMember member) {
		this.link = link;
		this.member = member;
	}

	/**
	 * Joins a group.
	 * @param brokerUrl the broker
	 * @param subject where requests come
	 * @param group the group
	 * @param name the member's name
	 * @param taskTime how long a task is thought to take; a backlog of two closes the
	 * gate where that is seconds
	 * @param handler does the tasks
	 * @return a member that is in its group
	 */
	static TestMember join(String brokerUrl, String subject, String group, String name, Duration taskTime,
			TaskHandler handler) {
		NanoClock clock = NanoClock.startingNow();
		NatsLink link = NatsLink.of(new LinkSettings(List.of(brokerUrl), null, null, null, null, null, null,
				new LinkSettings.Reconnect(Duration.ofMillis(50), Duration.ofMillis(50)), Duration.ofSeconds(60),
				Duration.ofSeconds(30), LinkSettings.INBOX_PREFIX), name, clock);
		ResponderSettings settings = new ResponderSettings(subject, Discovery.nameOf(subject), name, group, 1,
				Duration.ofSeconds(60), true, true, new InboxPrefixes(List.of("_INBOX"), subject), Overload.GATE,
				new GateSettings(0.05, 0.01, Duration.ofMillis(20)), 1, null, DurableSettings.DEFAULT, true);
		GroupMember member = GroupMember.create(settings, handler, ServiceTime.known(taskTime, Duration.ZERO), link,
				new SimpleMeterRegistry(), Journal.off(), clock, InstantSource.system(), Tracing.NONE);
		link.start();
		member.start();
		TestMember joined = new TestMember(link, member);
		joined.awaitLink();
		return joined;
	}

	GroupMember member() {
		return this.member;
	}

	/**
	 * How often it had to link anew.
	 * @return 0 while the first connection stands
	 */
	long reconnects() {
		return this.link.reconnects();
	}

	/**
	 * Waits until a connection stands on which the broker has taken all subscriptions.
	 */
	void awaitLink() {
		Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> this.link.connection() != null);
	}

	void awaitPlace(GroupPlace place) {
		Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> this.member.place() == place);
	}

	@Override
	public void close() {
		this.member.stop();
		this.link.stop();
	}

}
