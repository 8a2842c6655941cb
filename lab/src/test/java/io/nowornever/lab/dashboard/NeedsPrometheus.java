package io.nowornever.lab.dashboard;

import io.nowornever.testbed.TestbedException;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips a class of tests, with the reason, where neither Prometheus is installed nor its
 * package can be had. One that was named and cannot be used is a failure.
 */
final class NeedsPrometheus implements ExecutionCondition {

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (context.getTestMethod().isPresent()) {
			return ConditionEvaluationResult.enabled("its class is");
		}
		for (PrometheusProgram program : PrometheusProgram.values()) {
			try {
				program.locate();
			}
			catch (TestbedException ex) {
				if (program.isNamed()) {
					throw ex;
				}
				return ConditionEvaluationResult.disabled(ex.getMessage());
			}
		}
		return ConditionEvaluationResult.enabled("Prometheus is here");
	}

}
