package io.nowornever.benchmark.requests;

/**
 * What is read off a turn: the columns of the table.
 */
enum Figure {

	RATE("requests/s", 0),

	P50("p50 µs", 0),

	P99("p99 µs", 0),

	P999("p99.9 µs", 0),

	BYTES("bytes/request", 0),

	CPU("JVM CPU µs/request", 1),

	BROKER_CPU("broker CPU µs/request", 1);

	private final String head;

	private final int decimals;

	Figure(String head, int decimals) {
		this.head = head;
		this.decimals = decimals;
	}

	String head() {
		return this.head;
	}

	int decimals() {
		return this.decimals;
	}

	double of(Measured measured) {
		return switch (this) {
			case RATE -> measured.perSecond();
			case P50 -> measured.micros(50);
			case P99 -> measured.micros(99);
			case P999 -> measured.micros(99.9);
			case BYTES -> measured.bytesPerRequest();
			case CPU -> measured.cpuMicrosPerRequest();
			case BROKER_CPU -> measured.brokerMicrosPerRequest();
		};
	}

}
