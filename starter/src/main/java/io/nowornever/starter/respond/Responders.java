package io.nowornever.starter.respond;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

import io.nowornever.respond.member.GroupMember;
import io.nowornever.respond.member.ResponderSettings;

/**
 * All responders of an application. Filled while the application starts; then safe from
 * any thread.
 */
public final class Responders {

	private final Function<ResponderDefinition, GroupMember> making;

	private volatile List<GroupMember> members = List.of();

	private volatile boolean running;

	Responders(Function<ResponderDefinition, GroupMember> making) {
		this.making = making;
	}

	/**
	 * Adds a responder, which is to be started.
	 * @throws IllegalStateException if there is one like it
	 */
	synchronized void add(ResponderDefinition definition) {
		ResponderSettings settings = definition.settings();
		for (GroupMember member : this.members) {
			if (member.settings().subject().equals(settings.subject())
					&& member.settings().queueGroup().equals(settings.queueGroup())) {
				throw new IllegalStateException("Two responders answer on '" + settings.subject() + "' in the group '"
						+ settings.queueGroup() + "': give one of them another subject or group");
			}
		}
		List<GroupMember> more = new ArrayList<>(this.members);
		more.add(this.making.apply(definition));
		this.members = List.copyOf(more);
	}

	/**
	 * All of them.
	 * @return in the order in which they were found
	 */
	public List<GroupMember> members() {
		return this.members;
	}

	void start() {
		this.running = true;
		this.members.forEach(GroupMember::start);
	}

	/**
	 * Stops all at once, and waits until everything that was taken has come to its end.
	 */
	void stop(Runnable callback) {
		List<GroupMember> stopping = this.members;
		CountDownLatch left = new CountDownLatch(stopping.size());
		stopping.forEach((member) -> Thread.ofVirtual().name("drain").start(() -> {
			try {
				member.stop();
			}
			finally {
				left.countDown();
			}
		}));
		Thread.ofVirtual().name("drained").start(() -> {
			try {
				left.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			this.running = false;
			callback.run();
		});
	}

	boolean isRunning() {
		return this.running;
	}

}
