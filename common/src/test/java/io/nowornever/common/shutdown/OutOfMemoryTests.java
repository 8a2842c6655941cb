package io.nowornever.common.shutdown;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("integration")
class OutOfMemoryTests {

	@ParameterizedTest
	@ValueSource(strings = { "dies", "catches" })
	void aProcessWithoutMemoryEnds(String how) throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx16m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), Hoarder.class.getName(),
				how)
			.redirectErrorStream(true)
			.start();
		try {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
			assertThat(process.exitValue()).isEqualTo(3);
			assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
				.contains("No memory is left, ending: Java heap space");
		}
		finally {
			process.destroyForcibly();
		}
	}

	@Test
	void whoDidNotAskForItGoesOn() {
		OutOfMemory.check(new OutOfMemoryError("of another program in this process"));
		OutOfMemory.check(null);
	}

}
