package io.nowornever.lab.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import io.nowornever.lab.control.RoomView.CandidateView;
import io.nowornever.lab.control.RoomView.ChoiceView;
import io.nowornever.lab.control.RoomView.PartyView;
import io.nowornever.lab.ledger.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whom producers choose, by journals written by hand, at times set by hand. A consumer's
 * journal need not be called as the consumer calls itself.
 */
class ChoicesTests {

	private static final long NOW = 10_000;

	@TempDir
	Path folder;

	private final Observation observation = new Observation();

	@BeforeEach
	void open() {
		for (String name : List.of("fast-1", "slow-1", "producer-1", "producer-2")) {
			this.observation.follow(this.folder.resolve(name), name);
		}
		opened("fast-1", "consumer", 1).opened("slow-1", "consumer", 1);
		opened("producer-1", "producer", 1).opened("producer-2", "producer", 1);
	}

	@AfterEach
	void close() {
		this.observation.close();
	}

	@Test
	void aConsumersShareIsOfWhatAllProducersSentByChoiceLately() {
		sent("producer-1", 1_000, "t-0", ",\"to\":\"slow-1-7\"");
		sent("producer-1", 9_000, "t-1", ",\"to\":\"fast-1-7\"").sent("producer-1", 9_100, "t-2", "");
		sent("producer-2", 9_200, "u-1", ",\"to\":\"fast-1-7\"").sent("producer-2", 9_300, "u-2", ",\"to\":\"other\"");
		sent("producer-2", 9_400, "u-3", ",\"to\":\"slow-1-7\"");
		assertThat(candidate("fast-1", NOW + 2_000)).isEqualTo(new CandidateView(null, null, null, 0.5));
		assertThat(candidate("slow-1", NOW + 2_000)).isEqualTo(new CandidateView(null, null, null, 0.25));
	}

	@Test
	void nothingSentLatelyIsNoShare() {
		sent("producer-1", 1_000, "t-1", ",\"to\":\"fast-1-7\"");
		assertThat(candidate("fast-1", 60_000)).isEqualTo(new CandidateView(null, null, null, null));
	}

	@Test
	void aProducerTellsWhatItSentByChoiceToTheGroupAndNotAtAll() {
		sent("producer-1", 9_000, "t-1", ",\"to\":\"fast-1-7\"").sent("producer-1", 9_010, "t-2", "");
		started("producer-1", 9_020, "t-3").settled("producer-1", 9_020, "t-3", "refused");
		started("producer-1", 9_030, "t-4").settled("producer-1", 9_030, "t-4", "refused");
		started("producer-1", 9_040, "t-5").settled("producer-1", 9_040, "t-5", "disconnected");
		settled("producer-1", 9_050, "t-1", "refused");
		assertThat(view("producer-1", Role.PRODUCER, NOW).choice())
			.isEqualTo(new ChoiceView(1 / 3.0, 1 / 3.0, 2 / 3.0));
	}

	@Test
	void whereNobodyChoosesNothingIsToldOfChoice() {
		sent("producer-1", 9_000, "t-1", "").sent("producer-2", 9_000, "u-1", "");
		assertThat(candidate("fast-1", NOW)).isNull();
		assertThat(view("producer-1", Role.PRODUCER, NOW).choice()).isNull();
	}

	@Test
	void producersThatComeAgainNeedNotChooseAnyMore() {
		sent("producer-1", 9_000, "t-1", ",\"to\":\"fast-1-7\"").sent("producer-2", 9_000, "u-1",
				",\"to\":\"fast-1-7\"");
		closed("producer-1", 9_100).opened("producer-1", "producer", 9_200);
		assertThat(candidate("fast-1", NOW)).isNotNull();
		closed("producer-2", 9_300);
		assertThat(candidate("fast-1", NOW)).isNotNull();
		opened("producer-2", "producer", 9_400);
		assertThat(candidate("fast-1", NOW)).isNull();
	}

	private @Nullable CandidateView candidate(String name, long nowMillis) {
		return view(name, Role.CONSUMER, nowMillis).candidate();
	}

	private PartyView view(String name, Role role, long nowMillis) {
		this.observation.read(nowMillis);
		return PartyView.told(name, role, Party.State.UP, List.of(), this.observation, nowMillis);
	}

	private ChoicesTests opened(String name, String role, long at) {
		return write(name, at, "opened", ",\"role\":\"" + role + "\",\"who\":\"" + name + "-7\",\"pid\":7");
	}

	private ChoicesTests closed(String name, long at) {
		return write(name, at, "closed", "");
	}

	private ChoicesTests started(String name, long at, String task) {
		return write(name, at, "started", ",\"task\":\"" + task + "\"");
	}

	private ChoicesTests sent(String name, long at, String task, String to) {
		started(name, at, task);
		return write(name, at, "sent", ",\"task\":\"" + task + "\",\"attempt\":1" + to);
	}

	private ChoicesTests settled(String name, long at, String task, String outcome) {
		return write(name, at, "settled", ",\"task\":\"" + task + "\",\"outcome\":\"" + outcome + "\"");
	}

	private ChoicesTests write(String name, long at, String event, String more) {
		try {
			Files.writeString(this.folder.resolve(name),
					"{\"at\":" + at + ",\"event\":\"" + event + "\"" + more + "}\n", StandardOpenOption.CREATE,
					StandardOpenOption.APPEND);
			return this;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
