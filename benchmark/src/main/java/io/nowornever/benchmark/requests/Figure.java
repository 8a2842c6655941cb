package io.nowornever.benchmark.requests;

import java.util.function.ToDoubleFunction;

/**
 * What is read off a turn: the columns of the table.
 */
enum Figure {

	RATE("requests/s", 0, Measured::perSecond),

	P50("p50 µs", 0, (measured) -> measured.micros(50)),

	P99("p99 µs", 0, (measured) -> measured.micros(99)),

	P999("p99.9 µs", 0, (measured) -> measured.micros(99.9)),

	BYTES("bytes/request", 0, Measured::bytesPerRequest),

	CPU("JVM CPU µs/request", 1, Measured::cpuMicrosPerRequest),

	BROKER_CPU("broker CPU µs/request", 1, Measured::brokerMicrosPerRequest);

	private final String head;

	private final int decimals;

	private final transient ToDoubleFunction<Measured> reading;

	Figure(String head, int decimals, ToDoubleFunction<Measured> reading) {
		this.head = head;
		this.decimals = decimals;
		this.reading = reading;
	}

	String head() {
		return this.head;
	}

	int decimals() {
		return this.decimals;
	}

	double of(Measured measured) {
		return this.reading.applyAsDouble(measured);
	}

}
