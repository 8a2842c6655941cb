package io.nowornever.lab.demo;

import java.io.PrintWriter;
import java.time.Duration;

import io.nowornever.testbed.command.StopRequest;
import io.nowornever.testbed.service.ServiceProcess;
import io.nowornever.testbed.service.Testbed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * Shows the processes of a demo at work: where they are, a line a second, a summary.
 */
final class Demo {

	private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

	/**
	 * A request that starts or ends while it is read may be seen half.
	 */
	private static final int READING_TRIES = 20;

	private final Testbed testbed;

	private final DemoProcesses processes;

	private final PrintWriter out;

	private final Ansi ansi;

	private final long beganNanos;

	private Reading last = Reading.nothing();

	Demo(Testbed testbed, DemoProcesses processes, PrintWriter out, Ansi ansi) {
		this.testbed = testbed;
		this.processes = processes;
		this.out = out;
		this.ansi = ansi;
		this.beganNanos = System.nanoTime();
	}

	void introduce() {
		this.out.println("  nats-server  " + this.testbed.broker().url() + "  monitoring at "
				+ this.testbed.broker().monitoringUrl());
		for (ServiceProcess process : this.processes.all()) {
			this.out.printf("  %-11s  %s/actuator/health  %s/actuator/prometheus%n", process.name(), process.address(),
					process.address());
		}
		this.out.println();
	}

	/**
	 * Prints until it is told to stop, the time is over, or nobody reads what it prints.
	 * @param seconds the time, or {@code null} for no end
	 */
	void run(StopRequest stop, @Nullable Integer seconds) {
		SecondLine line = new SecondLine(this.ansi);
		for (int second = 1; seconds == null || second <= seconds; second++) {
			if (stop.await(this.beganNanos + second * SECOND_NANOS - System.nanoTime()) || this.out.checkError()) {
				break;
			}
			Reading now = read();
			this.out.println(line.between(this.last, now));
			this.last = now;
		}
	}

	void summarize() {
		this.last = read();
		for (int tries = 1; !this.last.isConserved() && tries < READING_TRIES; tries++) {
			this.last = read();
		}
		new Summary(this.last, this.ansi).lines().forEach(this.out::println);
		this.out.flush();
	}

	private Reading read() {
		return this.processes.read(System.nanoTime() - this.beganNanos, this.last);
	}

}
