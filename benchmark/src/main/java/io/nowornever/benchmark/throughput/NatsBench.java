package io.nowornever.benchmark.throughput;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.nowornever.testbed.broker.Broker;

/**
 * The Go client's {@code nats bench sub} and {@code nats bench pub}, two processes. It
 * measures what is received from the first message that came.
 *
 * @param cli the program {@code nats}
 * @param programs runs it
 * @param broker the broker
 * @param messages how many the publisher sends
 * @param subscribers how many get each of them
 * @param payloadBytes how large they are
 */
record NatsBench(Path cli, Programs programs, Broker broker, int messages, int subscribers,
		int payloadBytes) implements Flooding {

	private static final String SUBJECT = "benchmark.go";

	private static final long POLL_MILLIS = 20;

	@Override
	public Rates flood() throws IOException, InterruptedException {
		Programs.Running receiving = this.programs.start(command("sub", "--clients=" + this.subscribers));
		awaitSubscribers(receiving);
		String sent = this.programs.start(command("pub")).awaitOutput();
		return Rates.readNatsBench(sent, receiving.awaitOutput());
	}

	private List<String> command(String what, String... own) {
		List<String> command = new ArrayList<>(
				List.of(this.cli.toString(), "bench", what, SUBJECT, "--server=" + this.broker.url(),
						"--msgs=" + this.messages, "--size=" + this.payloadBytes + "B", "--no-progress"));
		command.addAll(List.of(own));
		return command;
	}

	private void awaitSubscribers(Programs.Running receiving) throws IOException, InterruptedException {
		URI connections = URI.create(this.broker.monitoringUrl() + "/connz?subs=1");
		try (HttpClient http = HttpClient.newHttpClient()) {
			HttpRequest request = HttpRequest.newBuilder(connections).build();
			while (receiving.process().isAlive() && http.send(request, HttpResponse.BodyHandlers.ofString())
				.body()
				.split(SUBJECT, -1).length <= this.subscribers) {
				TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
			}
		}
	}

}
