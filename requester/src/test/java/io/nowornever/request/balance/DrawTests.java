package io.nowornever.request.balance;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whom chance prefers, over many draws that are the same ones each time.
 */
class DrawTests {

	private static final int DRAWS = 20_000;

	private final Scene scene = new Scene();

	@Test
	void equalsGetEqualShares() {
		for (int i = 0; i < 8; i++) {
			this.scene.hears(Scene.idle("w" + i));
		}
		Map<String, Integer> chosen = this.scene.chosen(DRAWS);
		assertThat(chosen).hasSize(8)
			.allSatisfy((name, times) -> assertThat(times).isBetween(DRAWS / 8 - 200, DRAWS / 8 + 200));
	}

	@Test
	void equalsGetEqualSharesAlsoWhereAllOfThemAreDrawn() {
		for (int i = 0; i < 3; i++) {
			this.scene.hears(Scene.idle("w" + i));
		}
		Map<String, Integer> chosen = this.scene.chosen(DRAWS);
		assertThat(chosen).hasSize(3)
			.allSatisfy((name, times) -> assertThat(times).isBetween(DRAWS / 3 - 250, DRAWS / 3 + 250));
	}

	@Test
	void whoDoesNineTimesAsMuchIsDrawnNineTimesAsOften() {
		for (int i = 0; i < 10; i++) {
			this.scene.hears(Scene.idle("few" + i));
			this.scene.hears(Scene.idle("many" + i).workers(9).free(9));
		}
		assertThat(share("many")).isBetween(0.88, 0.92);
	}

	/**
	 * So that not all requesters choose the same one.
	 */
	@Test
	void ofManyOnlyFiveAreLookedAt() {
		for (int i = 0; i < 19; i++) {
			this.scene.hears(Scene.busy("busy" + i, 50));
		}
		this.scene.hears(Scene.busy("best", 10));
		assertThat(share("best")).isBetween(0.235, 0.265);
	}

	@Test
	void whereTasksTakeNoTimeAllAreChosenToo() {
		for (int i = 0; i < 10; i++) {
			this.scene.hears(Scene.idle("w" + i).takes(0, 0));
		}
		assertThat(this.scene.chosen(DRAWS)).hasSize(10);
	}

	private double share(String prefix) {
		return this.scene.chosen(DRAWS)
			.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().startsWith(prefix))
			.mapToInt(Map.Entry::getValue)
			.sum() / (double) DRAWS;
	}

}
