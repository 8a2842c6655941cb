package io.nowornever.request;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

/**
 * The requests in flight, found by their sequence number without a lock and without
 * allocation: a ring twice as large as there may be requests, in which a number that
 * would land on a taken slot is passed over.
 */
final class PendingRequests {

	private final AtomicLong next = new AtomicLong();

	private final AtomicReferenceArray<@Nullable PendingRequest> slots;

	private final int mask;

	/**
	 * Creates an empty ring.
	 * @param most how many requests there may be at once
	 */
	PendingRequests(int most) {
		int capacity = Integer.highestOneBit(Math.max(most, 1)) * 4;
		this.slots = new AtomicReferenceArray<>(capacity);
		this.mask = capacity - 1;
	}

	/**
	 * Adds a request and numbers it.
	 * @param request the request
	 */
	void add(PendingRequest request) {
		long sequence;
		do {
			sequence = this.next.getAndIncrement();
			request.number(sequence);
		}
		while (!this.slots.compareAndSet(slot(sequence), null, request));
	}

	/**
	 * How many requests there have been.
	 * @return about the count since the start
	 */
	long countSoFar() {
		return this.next.get();
	}

	@Nullable PendingRequest find(long sequence) {
		PendingRequest request = this.slots.get(slot(sequence));
		return (request != null && request.sequence() == sequence) ? request : null;
	}

	void remove(PendingRequest request) {
		this.slots.compareAndSet(slot(request.sequence()), request, null);
	}

	void forEach(Consumer<PendingRequest> action) {
		for (int i = 0; i <= this.mask; i++) {
			PendingRequest request = this.slots.get(i);
			if (request != null) {
				action.accept(request);
			}
		}
	}

	/**
	 * Does something with each request.
	 * @param action what to do; returns when the request wants attention next
	 * @return the earliest of these times, or {@link DeadlineTimer#NEVER}
	 */
	long earliest(ToLongFunction<PendingRequest> action) {
		long earliest = DeadlineTimer.NEVER;
		for (int i = 0; i <= this.mask; i++) {
			PendingRequest request = this.slots.get(i);
			if (request != null) {
				earliest = Math.min(earliest, action.applyAsLong(request));
			}
		}
		return earliest;
	}

	private int slot(long sequence) {
		return (int) sequence & this.mask;
	}

}
