package io.nowornever.lab.containers;

import java.util.Map;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import static io.nowornever.lab.containers.WatchedStack.PATIENT;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The smaller images of docs/containers.md.
 */
@Tag("containers")
@Isolated
class LinkedRuntimeTests {

	private static final long MOST_BYTES = 180_000_000;

	@AutoClose
	private static WatchedStack watched;

	@BeforeAll
	static void start() {
		watched = WatchedStack.start();
	}

	@Test
	void onALinkedRuntimeServicesAreSmallAndDoTheSame() {
		try {
			watched.stack().buildServices(Map.of("SERVICE_RUNTIME", "linked"));
			watched.up(PATIENT, Map.of());
			watched.awaitMoreAnswers(10);
			long before = watched.pair().lost();
			watched.awaitMoreAnswers(50);
			assertThat(watched.pair().lost()).isEqualTo(before);
			assertThat(watched.pair().services()).allSatisfy(
					(each) -> assertThat(watched.stack().bytesOfImage(each)).isPositive().isLessThan(MOST_BYTES));
		}
		finally {
			watched.stack().buildServices(Map.of());
		}
	}

}
