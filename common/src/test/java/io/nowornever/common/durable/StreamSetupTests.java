package io.nowornever.common.durable;

import java.time.Duration;

import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class StreamSetupTests {

	private final StreamSetup setup = new StreamSetup(DurableSubject.of("tasks"), DurableSettings.DEFAULT);

	@ParameterizedTest
	@CsvSource({ "tasks, tasks.durable, TASKS", "shop.quotes-v1, shop.quotes-v1.durable, SHOP_QUOTES-V1",
			"eu/west, eu/west.durable, EU_WEST" })
	void aSubjectHasAStream(String subject, String wire, String stream) {
		assertThat(DurableSubject.of(subject)).isEqualTo(new DurableSubject(wire, stream));
		assertThat(DurableSubject.isReserved(wire)).isTrue();
		assertThat(DurableSubject.isReserved(subject)).isFalse();
	}

	@Test
	void aStreamKeepsWorkUntilItIsDoneAndRefusesWhatIsTooMuch() {
		StreamConfiguration wanted = this.setup.wanted();
		assertThat(wanted.getName()).isEqualTo("TASKS");
		assertThat(wanted.getSubjects()).containsExactly("tasks.durable");
		assertThat(wanted.getRetentionPolicy()).isEqualTo(RetentionPolicy.WorkQueue);
		assertThat(wanted.getDiscardPolicy()).isEqualTo(DiscardPolicy.New);
		assertThat(wanted.getMaxAge()).isEqualTo(Duration.ofSeconds(5));
		assertThat(wanted.getMaxMsgs()).isEqualTo(StreamSetup.FIRST_BOUND);
	}

	@Test
	void whatWasMadeSoIsNoDifferentWhateverItsBound() {
		StreamConfiguration moved = StreamConfiguration.builder(this.setup.wanted()).maxMessages(7).build();
		assertThat(this.setup.differences(moved)).isEmpty();
	}

	@Test
	void whatIsDifferentIsNamed() {
		StreamConfiguration other = StreamConfiguration.builder(this.setup.wanted())
			.storageType(StorageType.Memory)
			.maxAge(Duration.ofHours(1))
			.build();
		assertThat(this.setup.differences(other)).containsExactly("storage memory, wanted file",
				"max age PT1H, wanted PT5S");
	}

	@Test
	void aStreamWithoutATargetHasNoBound() {
		DurableSettings settings = new DurableSettings(true, DurableSettings.Storage.MEMORY, 1, Duration.ofSeconds(5),
				Duration.ofMillis(500), 3, Duration.ZERO, true);
		StreamConfiguration wanted = new StreamSetup(DurableSubject.of("tasks"), settings).wanted();
		assertThat(wanted.getMaxMsgs()).isEqualTo(-1);
		assertThat(wanted.getStorageType()).isEqualTo(StorageType.Memory);
	}

}
