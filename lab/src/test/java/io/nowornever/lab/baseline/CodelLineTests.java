package io.nowornever.lab.baseline;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CodelLineTests {

	private static final long BRIEF = 5;

	private static final long STANDING = 100;

	private final CodelLine<String> line = new CodelLine<>(BRIEF, STANDING);

	@Test
	void theOldestGoesFirstAsLongAsTheLineDoesNotStand() {
		this.line.add("first", 0);
		this.line.add("second", 1);
		assertThat(this.line.next(STANDING)).isEqualTo("first");
	}

	@Test
	void theNewestGoesFirstWhileTheLineStands() {
		this.line.add("first", 0);
		this.line.add("second", 1);
		assertThat(this.line.next(STANDING + 1)).isEqualTo("second");
	}

	@Test
	void whoFindsAStandingLineMayWaitBrieflyOnly() {
		this.line.add("first", 0);
		this.line.add("between", STANDING);
		assertThat(this.line.overdue(STANDING)).isEmpty();
		this.line.add("late", STANDING + 1);
		assertThat(this.line.overdue(STANDING + 1)).containsExactly("first");
		assertThat(this.line.overdue(STANDING + 1 + BRIEF)).isEmpty();
		assertThat(this.line.overdue(STANDING + 2 + BRIEF)).containsExactly("late");
		assertThat(this.line.next(STANDING + 2 + BRIEF)).isEqualTo("between");
	}

	@Test
	void aLineThatWasEmptyDoesNotStand() {
		this.line.add("first", 0);
		assertThat(this.line.next(STANDING - 1)).isEqualTo("first");
		assertThat(this.line.next(STANDING - 1)).isNull();
		this.line.add("second", 10 * STANDING);
		this.line.add("third", 11 * STANDING);
		assertThat(this.line.next(11 * STANDING)).isEqualTo("second");
		assertThat(this.line.overdue(12 * STANDING)).isEmpty();
	}

	@Test
	void aLineWithoutBoundsKeepsAllInTheirOrder() {
		CodelLine<String> plain = Policy.PREQUAL.line(1);
		plain.add("first", 0);
		plain.add("second", 1);
		assertThat(plain.overdue(Long.MAX_VALUE)).isEmpty();
		assertThat(plain.next(Long.MAX_VALUE)).isEqualTo("first");
	}

}
