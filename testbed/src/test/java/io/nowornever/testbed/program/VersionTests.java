package io.nowornever.testbed.program;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VersionTests {

	@Test
	void isReadFromWhatAProgramPrints() {
		assertThat(Version.in("nats-server: v2.15.1")).contains(new Version(2, 15, 1));
		assertThat(Version.in("nats-server: v2.12.0-RC.1")).contains(new Version(2, 12, 0));
		assertThat(Version.in("prometheus, version 3.5.3+ds1 (branch: debian/sid, revision: 3.5.3+ds1-6)"))
			.contains(new Version(3, 5, 3));
		assertThat(Version.in("something else")).isEmpty();
	}

	@Test
	void isComparedByNumbersNotByText() {
		assertThat(new Version(2, 9, 10)).isLessThan(new Version(2, 11, 0));
		assertThat(new Version(2, 11, 2)).isLessThan(new Version(2, 11, 10));
		assertThat(new Version(3, 0, 0)).isGreaterThan(new Version(2, 99, 0));
	}

}
