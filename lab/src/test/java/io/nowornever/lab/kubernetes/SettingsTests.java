package io.nowornever.lab.kubernetes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.nowornever.testbed.service.ServiceProcess;
import io.nowornever.testbed.service.Testbed;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The services with the settings of the chart's manifests, imported as in a pod. Only the
 * broker's address is another.
 */
@Tag("integration")
class SettingsTests {

	private static final Duration LIMIT = Duration.ofMinutes(2);

	@TempDir
	Path folder;

	@Test
	void theServicesStartWithThemAndAnswer() throws Exception {
		try (Testbed testbed = Testbed.start()) {
			ServiceProcess consumer = testbed.consumer("consumer", imported("consumer", "")).awaitReady();
			testbed.producer("producer", imported("producer", "")).awaitReady();
			Awaitility.await()
				.atMost(LIMIT)
				.until(() -> consumer.metrics()
					.valuesBy("task_handled_total", "outcome")
					.getOrDefault("answered", 0.0) >= 3);
		}
	}

	@Test
	void aSettingThatDoesNotExistStopsTheStartAndIsNamed() throws Exception {
		try (Testbed testbed = Testbed.start()) {
			ServiceProcess consumer = testbed.consumer("consumer", imported("consumer", "consumer.worker: 3\n"));
			assertThat(consumer.awaitExit(LIMIT)).isPositive();
			assertThat(consumer.log()).content().contains("consumer.worker");
		}
	}

	private String imported(String component, String more) throws Exception {
		Path file = this.folder.resolve(component + ".yaml");
		String settings = Chart.manifest("hpa", "ConfigMap", "now-" + component)
			.path("data")
			.path("settings.yaml")
			.asString();
		return "--spring.config.import=file:" + Files.writeString(file, settings + more);
	}

}
