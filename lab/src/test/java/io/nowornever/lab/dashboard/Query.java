package io.nowornever.lab.dashboard;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Grafana asks Prometheus for.
 *
 * @param dashboard the dashboard's title
 * @param asker the panel's title, or that of the annotation or variable
 * @param expression in PromQL, with Grafana's variables
 * @param instant whether it is asked for one moment only
 * @param format the text that is made of the labels of the answer
 */
record Query(String dashboard, String asker, String expression, boolean instant, String format) {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}");

	private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{)?(\\w+)");

	/**
	 * The labels that the answer must have.
	 */
	Set<String> formattedLabels() {
		Set<String> labels = new TreeSet<>();
		Matcher each = PLACEHOLDER.matcher(this.format);
		while (each.find()) {
			labels.add(each.group(1));
		}
		return labels;
	}

	Set<String> variables() {
		Set<String> variables = new TreeSet<>();
		Matcher each = VARIABLE.matcher(this.expression);
		while (each.find()) {
			variables.add(each.group(1));
		}
		return variables;
	}

	/**
	 * The expression as Grafana sends it.
	 * @param values of the dashboard's variables
	 * @param scrapeInterval the data source's; four times that is the shortest interval
	 * for a rate
	 * @param range how far back the dashboard looks
	 */
	String interpolated(Map<String, String> values, Duration scrapeInterval, Duration range) {
		String text = this.expression.replace("$__rate_interval", scrapeInterval.multipliedBy(4).toSeconds() + "s")
			.replace("$__range_s", Long.toString(range.toSeconds()))
			.replace("$__range", range.toSeconds() + "s");
		for (Map.Entry<String, String> value : values.entrySet()) {
			text = text.replace("$" + value.getKey(), value.getValue());
		}
		return text;
	}

	@Override
	public String toString() {
		return this.dashboard + ": " + this.asker + (this.format.isEmpty() ? "" : " (" + this.format + ")");
	}

}
