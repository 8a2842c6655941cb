package io.nowornever.testbed.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.nowornever.testbed.TestbedException;
import org.jspecify.annotations.Nullable;

/**
 * A process's metrics at one moment, read from Prometheus's text format.
 */
public final class Metrics {

	private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)\\})? (\\S+)");

	private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

	private final Map<String, List<Sample>> samples;

	private Metrics(Map<String, List<Sample>> samples) {
		this.samples = samples;
	}

	/**
	 * Reads the format; comments, time stamps and exemplars are left out.
	 * @param text the text
	 * @return the metrics
	 * @throws TestbedException if a line cannot be understood
	 */
	public static Metrics parse(String text) {
		Map<String, List<Sample>> samples = new HashMap<>();
		text.lines().filter((line) -> !line.isBlank() && !line.startsWith("#")).forEach((line) -> {
			Matcher parts = LINE.matcher(line);
			if (!parts.lookingAt()) {
				throw new TestbedException("Not a line of Prometheus's text format: " + line);
			}
			samples.computeIfAbsent(parts.group(1), (name) -> new ArrayList<>())
				.add(new Sample(labels(parts.group(2)), number(parts.group(3))));
		});
		return new Metrics(samples);
	}

	/**
	 * Whether there is a metric.
	 * @param name the name in Prometheus's form
	 * @return false where asking for its value would fail
	 */
	public boolean has(String name) {
		return this.samples.containsKey(name);
	}

	/**
	 * The value of a metric, summed over all its labels.
	 * @param name the name in Prometheus's form
	 * @return the value
	 * @throws TestbedException if there is no such metric
	 */
	public double value(String name) {
		return samplesOf(name).mapToDouble(Sample::value).sum();
	}

	/**
	 * The values of a metric by one of its labels, summed over the others.
	 * @param name the name in Prometheus's form
	 * @param label the label's name
	 * @return each value of the label with the metric's value
	 * @throws TestbedException if there is no such metric
	 */
	public Map<String, Double> valuesBy(String name, String label) {
		return sumBy(samplesOf(name), label);
	}

	/**
	 * The values of a metric by one of its labels, of those samples only that carry a
	 * value of another label.
	 * @param name the name in Prometheus's form
	 * @param label the label's name
	 * @param otherLabel the other label's name
	 * @param otherValue what it must be
	 * @return each value of the label with the metric's value
	 * @throws TestbedException if there is no such metric
	 */
	public Map<String, Double> valuesBy(String name, String label, String otherLabel, String otherValue) {
		return sumBy(samplesOf(name).filter((sample) -> otherValue.equals(sample.labels.get(otherLabel))), label);
	}

	private static Map<String, Double> sumBy(Stream<Sample> samples, String label) {
		Map<String, Double> values = new TreeMap<>();
		samples.forEach((sample) -> values.merge(sample.labels.getOrDefault(label, ""), sample.value, Double::sum));
		return values;
	}

	private Stream<Sample> samplesOf(String name) {
		List<Sample> found = this.samples.get(name);
		if (found == null) {
			throw new TestbedException("The process has no metric " + name);
		}
		return found.stream();
	}

	private static Map<String, String> labels(@Nullable String text) {
		Map<String, String> labels = new HashMap<>();
		if (text != null) {
			Matcher each = LABEL.matcher(text);
			while (each.find()) {
				labels.put(each.group(1),
						each.group(2).replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\"));
			}
		}
		return labels;
	}

	static double number(String text) {
		return switch (text) {
			case "+Inf" -> Double.POSITIVE_INFINITY;
			case "-Inf" -> Double.NEGATIVE_INFINITY;
			default -> Double.parseDouble(text);
		};
	}

	private record Sample(Map<String, String> labels, double value) {
	}

}
