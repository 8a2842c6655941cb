package io.nowornever.respond.work;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

import io.nowornever.respond.admission.Arrival;

/**
 * The line in which accepted requests wait for a worker, and the places that there are in
 * it and at work together. A request has its place until it has come to its end, so all
 * places free means that nothing is left to do. A large one takes as many places as it
 * takes memory, so that large bodies cannot fill the heap. Safe from any thread.
 */
public final class Line {

	/** What a waiting request takes beside its headers and its body, about. */
	private static final int OBJECT_BYTES = 512;

	private final int places;

	private final long bytesPerPlace;

	private final Semaphore free;

	private final BlockingQueue<Arrival> waiting = new LinkedBlockingQueue<>();

	private final AtomicInteger length = new AtomicInteger();

	private volatile LongSupplier notYetHere = () -> 0;

	/**
	 * Creates an empty line.
	 * @param places how many requests may be in it and at work together
	 * @param bytesPerPlace how much memory a request may hold for one place
	 */
	public Line(int places, long bytesPerPlace) {
		this.places = places;
		this.bytesPerPlace = bytesPerPlace;
		this.free = new Semaphore(places);
	}

	/**
	 * Takes a request in, waiting for a place if there is none.
	 * @param arrival the request
	 */
	public void add(Arrival arrival) {
		this.free.acquireUninterruptibly(placesOf(arrival));
		this.length.incrementAndGet();
		this.waiting.add(arrival);
	}

	/**
	 * Waits for the next request's turn. It counts as waiting until it is
	 * {@linkplain #begun begun}, and keeps its place until it {@linkplain #leave leaves}.
	 */
	Arrival take() throws InterruptedException {
		return this.waiting.take();
	}

	/**
	 * A request that was taken counts as at work from now on.
	 */
	void begun() {
		this.length.decrementAndGet();
	}

	/**
	 * A request has come to its end.
	 */
	void leave(Arrival arrival) {
		this.free.release(placesOf(arrival));
	}

	private int placesOf(Arrival arrival) {
		return Math.clamp(1 + (OBJECT_BYTES + arrival.message().size()) / this.bytesPerPlace, 1, this.places);
	}

	/**
	 * Waits until there is a place for one more request.
	 * @throws InterruptedException when the calling thread was told to end
	 */
	public void awaitPlace() throws InterruptedException {
		this.free.acquire();
		this.free.release();
	}

	/**
	 * Waits until nothing is left to do.
	 * @throws InterruptedException when the calling thread was told to end
	 */
	public void awaitIdle() throws InterruptedException {
		this.free.acquire(this.places);
		this.free.release(this.places);
	}

	/**
	 * How many wait for a worker.
	 */
	int length() {
		return this.length.get();
	}

	/**
	 * Adds to the backlog what has come to this process and was not brought here yet.
	 * @param count reads how many requests that is
	 */
	public void countAlso(LongSupplier count) {
		this.notYetHere = count;
	}

	/**
	 * How many requests wait in this process.
	 * @return the number, those at work not included
	 */
	public long backlog() {
		return length() + this.notYetHere.getAsLong();
	}

}
