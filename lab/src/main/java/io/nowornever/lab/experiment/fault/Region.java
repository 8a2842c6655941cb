package io.nowornever.lab.experiment.fault;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import io.nowornever.lab.ledger.Timeline.Asked;
import io.nowornever.lab.scene.ConsumerSpec;
import io.nowornever.lab.scene.ProducerSpec;
import io.nowornever.lab.scene.ScenarioRun;
import io.nowornever.lab.scene.Topology;

/**
 * One of two regions joined by gateways. It has a broker, a consumer with room for the
 * requests of both, a producer that chooses who answers, and one for which the queue
 * group does.
 */
enum Region {

	/**
	 * The one with the first broker.
	 */
	EAST(1),

	/**
	 * The one with the second.
	 */
	WEST(2);

	/**
	 * The consumers of both.
	 */
	static final List<ConsumerSpec> CONSUMERS = all()
		.map((region) -> ConsumerSpec.fast(region.consumer()).withWorkers(4))
		.toList();

	/**
	 * The producers of both.
	 */
	static final List<ProducerSpec> PRODUCERS = all()
		.flatMap((region) -> Stream.of(ProducerSpec.asking(region.chooser(), 1),
				ProducerSpec.asking(region.grouped(), 1).withoutBalancing()))
		.toList();

	private final int broker;

	Region(int broker) {
		this.broker = broker;
	}

	private static Stream<Region> all() {
		return Stream.of(values());
	}

	/**
	 * Both.
	 * @param delay how long bytes are on their way from one to the other, in real time
	 */
	static Topology joined(Duration delay) {
		Map<String, Integer> brokers = new HashMap<>();
		all().forEach((region) -> Stream.of(region.consumer(), region.chooser(), region.grouped())
			.forEach((service) -> brokers.put(service, region.broker)));
		return Topology.regions(delay, brokers);
	}

	/**
	 * Its consumer.
	 */
	String consumer() {
		return called("consumer");
	}

	/**
	 * Its producer that chooses who answers.
	 */
	String chooser() {
		return called("chooser");
	}

	/**
	 * Its producer for which the queue group does.
	 */
	String grouped() {
		return called("grouped");
	}

	private String called(String service) {
		return name().toLowerCase(Locale.ROOT) + "-" + service;
	}

	/**
	 * What was asked in it within a time.
	 * @param from milliseconds since the epoch
	 * @param to milliseconds since the epoch
	 */
	Stream<Asked> asked(ScenarioRun run, long from, long to) {
		return within(Stream.concat(run.askedBy(chooser()), run.askedBy(grouped())), from, to);
	}

	/**
	 * What those asked within a time who choose.
	 */
	static Stream<Asked> chosen(ScenarioRun run, long from, long to) {
		return askedBy(run, Region::chooser, from, to);
	}

	/**
	 * What of that they sent to the other region.
	 */
	static Stream<Asked> chosenAcross(ScenarioRun run, long from, long to) {
		return all().flatMap((region) -> within(run.askedBy(region.chooser()), from, to)
			.filter((each) -> each.sentTo().contains(region.other().consumer())));
	}

	/**
	 * What those asked within a time for whom the queue group chooses.
	 */
	static Stream<Asked> grouped(ScenarioRun run, long from, long to) {
		return askedBy(run, Region::grouped, from, to);
	}

	/**
	 * What of that was done in the region in which it was asked.
	 * @param doneBy which consumer did a task
	 */
	static Stream<Asked> groupedAtHome(ScenarioRun run, Map<String, String> doneBy, long from, long to) {
		return all().flatMap((region) -> within(run.askedBy(region.grouped()), from, to)
			.filter((each) -> region.consumer().equals(doneBy.get(String.valueOf(each.task())))));
	}

	private Region other() {
		return (this == EAST) ? WEST : EAST;
	}

	private static Stream<Asked> askedBy(ScenarioRun run, Function<Region, String> producer, long from, long to) {
		return all().flatMap((region) -> within(run.askedBy(producer.apply(region)), from, to));
	}

	private static Stream<Asked> within(Stream<Asked> asked, long from, long to) {
		return asked.filter((each) -> each.startedMillis() >= from && each.startedMillis() < to);
	}

}
