package io.nowornever.testbed.command;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class UserInfoTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "nats://ada:secret@a:1 | nats://***@a:1", "nats://secret@a | nats://***@a",
					"ada:secret@a:1 | ***@a:1", "nats://ada:sec@ret@a:1 | nats://***@a:1",
					"nats://ada:sec,ret@a:1 | nats://***@a:1", "nats://ada:sec ret@a:1 | nats://***@a:1",
					"nats://ada:sec://ret@a:1 | nats://***@a:1", "nats://ada:sec'ret@a:1 | nats://***@a:1",
					"nats://ada:secret@a:1,tls://eve:secret@b:2 | nats://***@a:1,tls://***@b:2",
					"nats://a:1, nats://ada:secret@b:2 | nats://a:1, nats://***@b:2",
					"--nats.server=nats://ada:secret@a:1 | --nats.server=nats://***@a:1",
					"--nats.server=ada:sec=ret@a:1 | --nats.server=***@a:1",
					"No servers: [nats://ada:secret@a:1] | No servers: [nats://***@a:1]" })
	void isMasked(String text, String masked) {
		assertThat(UserInfo.masked(text)).isEqualTo(masked);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "nats://a:1,nats://b:2", "localhost", "no such setting", "nats://[::1]:4222" })
	void whereThereIsNoneNothingChanges(String text) {
		assertThat(UserInfo.masked(text)).isEqualTo(text);
	}

}
