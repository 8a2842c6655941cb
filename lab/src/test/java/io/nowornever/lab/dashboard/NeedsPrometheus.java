package io.nowornever.lab.dashboard;

import java.util.List;

import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.program.Program;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips a class of tests, with the reason, where neither Prometheus is installed nor its
 * package can be had. One that was named and cannot be used is a failure.
 */
public final class NeedsPrometheus implements ExecutionCondition {

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (context.getTestMethod().isPresent()) {
			return ConditionEvaluationResult.enabled("its class is");
		}
		for (Program program : List.of(Program.PROMETHEUS, Program.PROMTOOL)) {
			try {
				program.locate();
			}
			catch (TestbedException ex) {
				if (System.getenv(program.name()) != null) {
					throw ex;
				}
				return ConditionEvaluationResult.disabled(ex.getMessage());
			}
		}
		return ConditionEvaluationResult.enabled("Prometheus is here");
	}

}
