package io.nowornever.starter.settings;

import java.util.stream.Collectors;

import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Prints which setting was left empty or does not exist, without the binder's own terms.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnboundSettingFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
		String settings = cause.getUnboundProperties()
			.stream()
			.map(UnboundSettingFailureAnalyzer::problem)
			.collect(Collectors.joining(System.lineSeparator()));
		return new FailureAnalysis(settings,
				"Give it a value, correct its name, or leave it out; docs/configuration.md lists all settings", cause);
	}

	private static String problem(ConfigurationProperty property) {
		String origin = (property.getOrigin() != null) ? " (from " + property.getOrigin() + ")" : "";
		boolean empty = String.valueOf(property.getValue()).isEmpty();
		return property.getName() + (empty ? " is empty" : " is no setting of this service") + origin;
	}

}
