package io.nowornever.testbed.junit;

import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

import static org.assertj.core.api.Assertions.assertThat;

class SkippedClassTests {

	@Test
	void eachTestOfAClassThatAssumesWhatIsNotSoIsSkipped() {
		TestExecutionSummary summary = run(Assuming.class);
		assertThat(summary.getTestsAbortedCount()).isEqualTo(3);
		assertThat(summary.getTestsFoundCount()).isEqualTo(3);
	}

	@Test
	void aFailureStaysOne() {
		List<TestExecutionSummary.Failure> failures = run(Failing.class).getFailures();
		assertThat(failures).singleElement()
			.satisfies((failure) -> assertThat(failure.getException()).hasMessage("no room"));
	}

	private static TestExecutionSummary run(Class<?> tests) {
		LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
			.selectors(DiscoverySelectors.selectClass(tests))
			.configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
			.build();
		SummaryGeneratingListener listener = new SummaryGeneratingListener();
		LauncherFactory.create().execute(request, listener);
		return Objects.requireNonNull(listener.getSummary());
	}

	static class Assuming {

		@BeforeAll
		static void begin() {
			Assumptions.abort("no engine");
		}

		@Test
		void one() {
			throw new AssertionError("It ran");
		}

		@ParameterizedTest
		@ValueSource(ints = { 1, 2 })
		void others(int number) {
			throw new AssertionError("It ran: " + number);
		}

	}

	static class Failing {

		@BeforeAll
		static void begin() {
			Assertions.fail("no room");
		}

		@Test
		void one() {
			throw new AssertionError("It ran");
		}

	}

}
